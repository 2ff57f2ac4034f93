import { Server, Socket } from "node:net";
import { expect, test } from "vitest";
import { Connections } from "../../../electron/server/connections.ts";

/** More than there is room for of any kind. */
const many = 300;

function open() {
  const server = new Server();
  const connections = new Connections(server);
  const connect = () => {
    const socket = new Socket();
    server.emit("connection", socket);
    return socket;
  };
  return {
    connections,
    connect,
    /** Connections that asked something without a secret. */
    strangers: () =>
      Array.from({ length: many }, () => {
        const socket = connect();
        connections.heard(socket);
        return socket;
      }),
  };
}

const left = (sockets: readonly Socket[]) =>
  sockets.filter(({ destroyed }) => !destroyed).length;

test("a page that was let in stays however many strangers come, before and after its next request", () => {
  const { connections, connect, strangers } = open();
  const page = connect();
  connections.heard(page);
  connections.known(page);
  expect(left(strangers())).toBe(128);
  // Its connection is kept alive, and used again
  connections.heard(page);
  strangers();
  expect(page.destroyed).toBe(false);
});

test("of strangers the one that was longest without a request goes", () => {
  const { connections, connect } = open();
  const [first, second] = [connect(), connect()];
  for (const socket of [first, second, first]) connections.heard(socket);
  while (!first.destroyed && !second.destroyed) connections.heard(connect());
  expect([first.destroyed, second.destroyed]).toEqual([false, true]);
});

test("silent ones end silent ones only", () => {
  const { connections, connect } = open();
  const stranger = connect();
  connections.heard(stranger);
  const silent = Array.from({ length: many }, connect);
  expect(left(silent)).toBe(64);
  expect(stranger.destroyed).toBe(false);
});

test("one that closed by itself takes no room", () => {
  const { connect } = open();
  const first = connect();
  for (let count = 0; count < many; count += 1) connect().emit("close", false);
  expect(first.destroyed).toBe(false);
});
