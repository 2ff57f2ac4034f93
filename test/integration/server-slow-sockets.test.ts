import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loopback } from "#pages/loopback.ts";
import { startServedRouter } from "../support/served-router.ts";
import { openSocket } from "../support/transports.ts";

/** More than the server ever let in at the same time. */
const many = 600;

let at: Awaited<ReturnType<typeof startServedRouter>>;
let sockets: Socket[];
beforeEach(async () => {
  at = await startServedRouter();
  sockets = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await at.served.stop();
});

/** Connections that each have sent this much and then hold still; the server has seen all of them. */
async function hold(text: string): Promise<void> {
  await Promise.all(
    Array.from({ length: many }, async () => {
      const socket = connect(at.port, "127.0.0.1");
      sockets.push(socket);
      socket.on("error", () => undefined);
      await once(socket, "connect");
      await new Promise((sent) => socket.write(text, sent));
    }),
  );
}

const line = (name: string, value: string) => `${name}: ${value}\r\n`;
const head = (rest: string) =>
  `GET / HTTP/1.1\r\n${line("Host", `127.0.0.1:${at.port}`)}${rest}`;

test.each([
  ["nothing", () => ""],
  ["half a request head", () => head("X-A: b\r\n")],
  ["a request, and never read the answer or close", () => head("\r\n")],
  [
    "half an upload that nobody let in",
    () =>
      `POST /files HTTP/1.1\r\n${line("Host", at.own.Host)}${line("Origin", at.own.Origin)}Content-Length: 1000\r\n\r\nhalf`,
  ],
])("sockets that send %s keep no page out", async (_, text) => {
  const open = await openSocket(at.served.server, at.served.secret);
  await hold(text());
  expect((await at.send("/", at.reading())).status).toBe(200);
  const second = await openSocket(at.served.server, at.served.secret);
  // Who was let in before stays, whatever others do
  expect(open.readyState).toBe(open.OPEN);
  open.terminate();
  second.terminate();
});

test("who floods with secrets that are wrong ends only its own", async () => {
  const open = await openSocket(at.served.server, at.served.secret);
  await hold(
    `POST /files HTTP/1.1\r\n${line("Host", at.own.Host)}${line("Origin", at.own.Origin)}${line(loopback.secretHeader, "A".repeat(43))}Content-Length: 9\r\n\r\n`,
  );
  expect((await at.send("/", at.reading())).status).toBe(200);
  expect(open.readyState).toBe(open.OPEN);
  open.terminate();
});
