/* Runs in the page's own world: the far side of contextBridge, and Electron's window.close(). */
(() => {
  const results = new Map();
  let lastCall = 0;
  document.addEventListener("electron-double:expose", (event) => {
    const { name, keys } = JSON.parse(event.detail);
    if (name in window) return;
    const call =
      (key) =>
      (...args) =>
        new Promise((resolve, reject) => {
          const id = ++lastCall;
          results.set(id, { resolve, reject });
          window.postMessage(
            { electronDouble: "call", id, name, key, args },
            location.origin,
          );
        });
    const api = Object.freeze(
      Object.fromEntries(keys.map((key) => [key, call(key)])),
    );
    Object.defineProperty(window, name, { value: api });
  });
  document.dispatchEvent(new CustomEvent("electron-double:hello"));
  window.addEventListener("message", (event) => {
    if (event.source !== window || event.data?.electronDouble !== "result")
      return;
    event.stopImmediatePropagation();
    const { id, value, error } = event.data;
    const { resolve, reject } = results.get(id);
    results.delete(id);
    if (error === undefined) resolve(value);
    else reject(new Error(error));
  });
  window.close = () =>
    document.dispatchEvent(new CustomEvent("electron-double:close"));
})();
