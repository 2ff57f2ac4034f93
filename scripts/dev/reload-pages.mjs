import { WebSocket } from "ws";

/** Reloads every page of a Chromium that listens on this port of 127.0.0.1. Rejects when there is none. */
export async function reloadPages(port) {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
  const pages = (await answer.json()).filter(({ type }) => type === "page");
  await Promise.all(pages.map((page) => reload(page.webSocketDebuggerUrl)));
}

function reload(address) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    socket.on("open", () =>
      socket.send(JSON.stringify({ id: 1, method: "Page.reload" })),
    );
    socket.on("message", () => {
      socket.close();
      resolve();
    });
    socket.on("error", reject);
  });
}
