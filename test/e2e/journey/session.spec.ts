import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { startRecordingServer } from "../../support/recording-server.ts";
import { startHearth } from "../../support/start-hearth.ts";
import { expect, test } from "./fixture.ts";

const isIn = async (page: Page) => {
  await page.getByRole("button", { name: /^Library/ }).click();
  // What the library holds is only known over the socket
  await expect(page.getByText("Nothing here yet.")).toBeVisible();
};
const isNotKnown = (page: Page) =>
  expect(page.getByText("Hearth doesn’t know this page")).toBeVisible();
const secretOf = (page: Page) =>
  page.evaluate(() => localStorage.getItem("hearth-secret"));

test("a reload, a second tab and the small panel work, without a cookie and with no token left in sight", async ({
  app,
  hearth,
  context,
}) => {
  await isIn(app);
  const token = new URL(hearth.url).searchParams.get("token") ?? "";
  expect(app.url()).not.toContain(token);
  await app.reload();
  await isIn(app);
  const second = await context.newPage();
  await second.goto(new URL("/", hearth.url).href);
  await isIn(second);
  const panel = await context.newPage();
  await panel.goto(new URL("/quick", hearth.url).href);
  await expect(
    panel.getByRole("combobox").or(panel.getByRole("textbox")).first(),
  ).toBeVisible();
  expect(await context.cookies()).toEqual([]);
});

test("an address that was used opens nothing in another browser", async ({
  app,
  hearth,
  browser,
}) => {
  await isIn(app);
  const other = await browser.newContext();
  const page = await other.newPage();
  await page.goto(hearth.url);
  await isNotKnown(page);
  expect(await secretOf(page)).toBeNull();
  // The page that is open goes on with the next address, opened beside it
  const beside = await other.newPage();
  await beside.goto(await hearth.newUrl());
  await isIn(beside);
  await expect(page.getByText("Hearth doesn’t know this page")).toBeHidden();
  await other.close();
});

test("another server on this computer receives nothing of it, and its page can't call, send or read", async ({
  app,
  hearth,
  context,
}) => {
  await isIn(app);
  const secret = (await secretOf(app)) ?? "";
  expect(secret).toHaveLength(43);
  const other = await startRecordingServer();
  try {
    const evil = await context.newPage();
    await evil.goto(other.origin);
    const { host, origin } = new URL(hearth.url);
    const attempts = await evil.evaluate(
      async ({ host, origin }) => {
        const socket = (protocols: string[]) =>
          new Promise((resolve) => {
            const opened = new WebSocket(`ws://${host}/rpc`, protocols);
            opened.addEventListener("open", () => resolve("open"));
            opened.addEventListener("close", () => resolve("closed"));
          });
        const request = (path: string, init: RequestInit) =>
          fetch(`${origin}${path}`, { credentials: "include", ...init }).then(
            (answer) => `${answer.type} ${answer.status}`,
            () => "refused",
          );
        return {
          stored: localStorage.length,
          bare: await socket([]),
          named: await socket(["hearth"]),
          page: await request("/", {}),
          exchange: await request("/session", {
            method: "POST",
            headers: { "x-hearth-token": "a" },
          }),
          // Sent without asking first, as a form is
          form: await request("/files", {
            method: "POST",
            body: "a",
            mode: "no-cors",
          }),
        };
      },
      { host, origin },
    );
    expect(attempts).toEqual({
      stored: 0,
      bare: "closed",
      named: "closed",
      page: "refused",
      exchange: "refused",
      form: "refused",
    });
    const given = JSON.stringify(other.received);
    expect(other.received.length).toBeGreaterThan(0);
    expect(given).not.toContain(secret);
    expect(other.received.map(({ headers }) => headers.cookie)).toEqual(
      other.received.map(() => undefined),
    );
  } finally {
    await other.stop();
  }
});

test("an open page goes on after a restart on its port, and offers nothing to a program that took the port meanwhile", async ({
  page,
}) => {
  const dataFolder = mkdtempSync(join(tmpdir(), "hearth-restart-"));
  const first = await startHearth({ dataFolder });
  const port = Number(new URL(first.url).port);
  await page.goto(first.url);
  await isIn(page);
  const secret = (await secretOf(page)) ?? "";
  await first.stop();

  const impostor = await startRecordingServer({ port });
  await expect
    .poll(() => impostor.received.some(({ url }) => url === "/session"))
    .toBe(true);
  await isNotKnown(page);
  expect(JSON.stringify(impostor.received)).not.toContain(secret);
  expect(impostor.received.map(({ method }) => method)).not.toContain(
    "UPGRADE",
  );
  await impostor.stop();

  const second = await startHearth({ dataFolder, port });
  await expect(page.getByText("Hearth doesn’t know this page")).toBeHidden();
  await expect(page.getByText("Hearth is not answering")).toBeHidden();
  await isIn(page);
  await page.reload();
  await isIn(page);
  await second.stop();

  const third = await startHearth({ dataFolder, port, forgetsBrowsers: true });
  await isNotKnown(page);
  await third.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});
