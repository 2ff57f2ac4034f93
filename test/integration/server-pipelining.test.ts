import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { startServedRouter } from "../support/served-router.ts";

let at: Awaited<ReturnType<typeof startServedRouter>>;
afterEach(() => at.served.stop());

// Bug: any user of the computer had each of 900 files opened at once on one connection, and never read them
test("requests that come before the one in front is answered end their connection", async () => {
  let asked = 0;
  at = await startServedRouter({
    pages: {
      answer: () => {
        asked += 1;
        return true;
      },
    },
  });
  const socket = connect(at.port, "127.0.0.1");
  // Ended while it still sends
  socket.on("error", () => undefined);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.write(
    `GET / HTTP/1.1\r\nHost: 127.0.0.1:${at.port}\r\n\r\n`.repeat(900),
  );
  await closed;
  expect(asked).toBe(1);
});

test("a page's requests follow each other on one connection", async () => {
  at = await startServedRouter();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const sockets = new Set<Socket>();
  const paths = ["/", "/assets/a-1234.js", "/quick"];
  for (const path of [...paths, ...paths, ...paths]) {
    const request = get({ agent, port: at.port, path, host: "127.0.0.1" });
    const [response]: [IncomingMessage] = (await once(request, "response")) as [
      IncomingMessage,
    ];
    sockets.add(response.socket);
    await text(response);
    expect(response.statusCode).toBe(200);
  }
  agent.destroy();
  expect(sockets.size).toBe(1);
});
