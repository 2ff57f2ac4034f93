import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  foreignSockets,
  recorder,
  recorderState,
} from "../../scripts/support/sockets.mjs";
import { fixtureModels } from "../support/fixtures.ts";

const entry = resolve(import.meta.dirname, "../../out/cli/hearth.js");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hearth-network-"));
  mkdirSync(join(folder, "docs"));
  writeFileSync(
    join(folder, "docs/page.html"),
    '<h1>Rent</h1><p>900 euros.</p><img src="http://192.0.2.1/x.png"><script src="http://192.0.2.1/x.js"></script>',
  );
  writeFileSync(
    join(folder, "docs/note.md"),
    "# Note\n\n![x](http://192.0.2.1/y.png) The boiler is new.\n",
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let recordings = 0;

/** Runs Node under the recorder; what it named that is not loopback. */
function record(
  args: string[],
  environment: Record<string, string> = {},
): Promise<{ exitCode: number | null; foreign: string[] }> {
  recordings += 1;
  const file = join(folder, `sockets-${recordings}.txt`);
  const [program, own] = recorder(file);
  return new Promise((done, fail) => {
    const child = spawn(program, [...own, process.execPath, ...args], {
      env: {
        ...process.env,
        HEARTH_DATA: join(folder, "data"),
        ...environment,
      },
      stdio: "ignore",
    });
    child.on("error", fail);
    child.on("exit", (exitCode) =>
      done({ exitCode, foreign: foreignSockets(file) }),
    );
  });
}

const program = (text: string) => ["-e", text];

const state = recorderState();

describe.skipIf(state === "not possible")(
  state === "not possible" ? "sockets (strace can't run here)" : "sockets",
  () => {
    test("strace is there, for it could be installed", () => {
      expect(state).toBe("ready");
    });

    test.each([
      [
        "a connection",
        "require('net').connect(9, '192.0.2.1').on('error', () => {}); setTimeout(() => process.exit(), 50)",
      ],
      [
        "a connection of a child",
        "require('child_process').execFileSync(process.execPath, ['-e', \"require('net').connect(9, '192.0.2.1').on('error', () => {}); setTimeout(() => process.exit(), 50)\"])",
      ],
      [
        "a datagram",
        "const s = require('dgram').createSocket('udp4'); s.send('x', 9, '192.0.2.1', () => s.close())",
      ],
      [
        "listening to the whole network",
        "require('net').createServer().listen(0, '0.0.0.0', function () { this.close() })",
      ],
      [
        "a look-up of a name",
        "require('dns').resolve4('hearth.invalid', () => {}); setTimeout(() => process.exit(), 200)",
      ],
    ])("the recorder sees %s", async (_, text) => {
      expect((await record(program(text))).foreign).not.toEqual([]);
    });

    test("the recorder lets loopback be", async () => {
      const text =
        "const s = require('net').createServer((c) => c.destroy()).listen(0, '127.0.0.1', () => require('net').connect(s.address().port, '127.0.0.1').on('close', () => s.close()))";
      expect(await record(program(text))).toEqual({ exitCode: 0, foreign: [] });
    });

    test.each([
      ["index", ["index", "docs"]],
      ["search", ["search", "rent"]],
      ["ask", ["ask", "What is the rent?"]],
      ["extract", ["extract", "docs/page.html"]],
      ["doctor", ["doctor"]],
    ])(
      "hearth %s opens no socket beyond this computer, whatever the documents link to",
      async (_, args) => {
        const absolute = args.map((arg) =>
          arg.startsWith("docs") ? join(folder, arg) : arg,
        );
        expect(await record([entry, ...absolute])).toEqual({
          exitCode: 0,
          foreign: [],
        });
      },
    );

    test("nor with a language model", async () => {
      const environment = {
        HEARTH_DATA: join(folder, "data-models"),
        HEARTH_MODELS: fixtureModels,
      };
      const indexed = await record(
        [entry, "index", join(folder, "docs")],
        environment,
      );
      expect(indexed).toEqual({ exitCode: 0, foreign: [] });
      const asked = await record(
        [entry, "ask", "What is the rent?"],
        environment,
      );
      expect(asked).toEqual({ exitCode: 0, foreign: [] });
    });
  },
);
