/* Runs in the isolated world of every page of the double, before the page: what a sandboxed preload may require. */
(() => {
  const ports = new Map();
  const ipcListeners = new Map();
  const replies = new Map();
  let lastInvoke = 0;
  let paths = {};
  const toMain = (message) =>
    globalThis.__electronDouble(JSON.stringify(message));

  const takePorts = (ids) =>
    ids.map((id) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = (event) =>
        toMain({ kind: "port-message", port: id, data: event.data });
      port1.addEventListener("close", () =>
        toMain({ kind: "port-close", port: id }),
      );
      ports.set(id, port1);
      return port2;
    });

  globalThis.__electronDoubleReceive = (message) => {
    if (message.kind === "ipc") {
      const event = { ports: takePorts(message.ports) };
      for (const listener of ipcListeners.get(message.channel) ?? [])
        listener(event, message.data);
    } else if (message.kind === "port-message") {
      ports.get(message.port)?.postMessage(message.data);
    } else if (message.kind === "port-close") {
      ports.get(message.port)?.close();
      ports.delete(message.port);
    } else if (message.kind === "paths") {
      paths = message.paths;
    } else if (message.kind === "reply") {
      const { resolve, reject } = replies.get(message.id);
      replies.delete(message.id);
      if (message.error === undefined) resolve(message.value);
      // As Electron does: of an error only its message comes over
      else reject(new Error(message.error));
    }
  };

  const exposed = new Map();
  const announce = () => {
    for (const [name, api] of exposed)
      document.dispatchEvent(
        new CustomEvent("electron-double:expose", {
          detail: JSON.stringify({ name, keys: Object.keys(api) }),
        }),
      );
  };
  document.addEventListener("electron-double:hello", announce);
  window.addEventListener("message", async (event) => {
    if (event.source !== window || event.data?.electronDouble !== "call")
      return;
    event.stopImmediatePropagation();
    const { id, name, key, args } = event.data;
    const answer = { electronDouble: "result", id };
    try {
      answer.value = await exposed.get(name)[key](...args);
    } catch (error) {
      answer.error = error.message;
    }
    window.postMessage(answer, location.origin);
  });

  document.addEventListener("electron-double:close", () =>
    toMain({ kind: "close" }),
  );
  addEventListener("DOMContentLoaded", () =>
    new ResizeObserver(([{ target }]) =>
      toMain({
        kind: "preferred-size",
        width: target.scrollWidth,
        height: Math.ceil(target.getBoundingClientRect().height),
      }),
    ).observe(document.documentElement),
  );

  const electron = {
    contextBridge: {
      exposeInMainWorld: (name, api) => {
        exposed.set(name, api);
        announce();
      },
    },
    ipcRenderer: {
      on: (channel, listener) =>
        ipcListeners.set(channel, [
          ...(ipcListeners.get(channel) ?? []),
          listener,
        ]),
      send: (channel, ...args) => toMain({ kind: "send", channel, args }),
      invoke: (channel, ...args) =>
        new Promise((resolve, reject) => {
          const id = ++lastInvoke;
          replies.set(id, { resolve, reject });
          toMain({ kind: "invoke", id, channel, args });
        }),
    },
    webUtils: {
      // A page can't learn the path; the test says beforehand which files it is about to drop
      getPathForFile: (file) => paths[file.name] ?? "",
    },
  };
  globalThis.require = (name) => {
    if (name === "electron") return electron;
    throw new Error(`A sandboxed preload can't require ${name}`);
  };
})();
