import { app, type Session } from "electron";

const localSchemes = new Set(["app:", "blob:", "data:", "devtools:"]);

/** Keeps Chromium's own services from the network and its resolver from finding anything. Only before ready. */
export function closeBrowserNetwork(): void {
  app.commandLine.appendSwitch("disable-background-networking");
  app.commandLine.appendSwitch("disable-component-update");
  app.commandLine.appendSwitch("disable-domain-reliability");
  app.commandLine.appendSwitch("no-pings");
  app.commandLine.appendSwitch("host-resolver-rules", "MAP * ~NOTFOUND");
}

/** Refuses every request of a page that isn't for Hearth's own files, whatever the policy of the page says. */
export function setupNetworkGuard(session: Session): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const url = URL.parse(details.url);
    answer({ cancel: url === null || !localSchemes.has(url.protocol) });
  });
}
