import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Egress, EgressRequest } from "#core/ports/egress.ts";
import { EgressGate, nobodyConsents } from "#core/privacy/egress-gate.ts";
import { EgressLedger } from "#core/privacy/egress-ledger.ts";
import { createDatabase } from "#native/database/open-database.ts";
import { createClosedEgress } from "#native/egress/closed-egress.ts";
import { systemClock } from "#native/files/system-clock.ts";

const request: EgressRequest = {
  purpose: "cloud-model",
  url: "https://models.example/v1?q=private",
  method: "POST",
  headers: {},
  body: "straße",
  consentId: "c1",
};
const { signal } = new AbortController();
let folder: string;
let opened: ReturnType<typeof createDatabase>;
let ledger: EgressLedger;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hearth-egress-"));
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  opened = createDatabase({
    file: join(folder, "h.db"),
    log,
    clock: systemClock,
  });
  ledger = new EgressLedger(opened.database, systemClock);
});
afterEach(() => {
  opened.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The adapter and, behind it, what reached it. */
function adapter(): { egress: Egress; reached: EgressRequest[] } {
  const reached: EgressRequest[] = [];
  return {
    egress: createClosedEgress({ onRefused: (one) => reached.push(one) }),
    reached,
  };
}

test("without a consent nothing reaches the adapter, and the ledger says so", async () => {
  const { egress, reached } = adapter();
  const gate = new EgressGate({ egress, ledger, hasConsent: nobodyConsents });
  await expect(gate.request(request, { signal })).rejects.toMatchObject({
    code: "network-closed",
  });
  expect(reached).toEqual([]);
  expect(ledger.latest(10)).toEqual([
    expect.objectContaining({
      purpose: "cloud-model",
      host: "models.example",
      outcome: "no-consent",
      bytesSent: 0,
    }),
  ]);
});

test("the ledger never holds a path, a query or a body", () => {
  ledger.record(request, "sent");
  const row = JSON.stringify(
    opened.database.all("SELECT * FROM egress_ledger"),
  );
  expect(row).not.toMatch(/private|stra|v1/);
  expect(ledger.latest(1)[0]?.bytesSent).toBe(7);
});

test("a consented request without encryption is refused", async () => {
  const { egress, reached } = adapter();
  const gate = new EgressGate({ egress, ledger, hasConsent: () => true });
  const plain = { ...request, url: "http://models.example/" };
  await expect(gate.request(plain, { signal })).rejects.toMatchObject({
    code: "not-permitted",
  });
  await expect(
    gate.request({ ...request, url: "nonsense" }, { signal }),
  ).rejects.toMatchObject({ code: "not-permitted" });
  expect(reached).toEqual([]);
});

test("the adapter is closed even behind a consent", async () => {
  const { egress, reached } = adapter();
  const gate = new EgressGate({ egress, ledger, hasConsent: () => true });
  await expect(gate.request(request, { signal })).rejects.toMatchObject({
    code: "network-closed",
  });
  expect(reached).toEqual([request]);
  expect(ledger.latest(10).map(({ outcome }) => outcome)).toEqual(["sent"]);
});
