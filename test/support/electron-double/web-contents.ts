import { EventEmitter } from "node:events";
import type Electron from "electron";
import { z } from "zod";
import { ipcMain } from "./ipc-main.ts";
import { detached, RemotePorts } from "./message-ports.ts";
import { PageHost } from "./page-host.ts";
import { fromBrowser } from "./page-url.ts";
import { session } from "./session.ts";

const port = z.number();
const fromPage = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("send"),
    channel: z.string(),
    args: z.array(z.unknown()),
  }),
  z.object({
    kind: z.literal("invoke"),
    id: z.number(),
    channel: z.string(),
    args: z.array(z.unknown()),
  }),
  z.object({ kind: z.literal("port-message"), port, data: z.unknown() }),
  z.object({ kind: z.literal("port-close"), port }),
  z.object({ kind: z.literal("close") }),
  z.object({
    kind: z.literal("preferred-size"),
    width: z.number(),
    height: z.number(),
  }),
]);

/** Permissions as Electron names them, by the name that Chromium's pages ask with. */
const permissions: Record<string, string> = {
  geolocation: "geolocation",
  notifications: "notifications",
  camera: "media",
  microphone: "media",
  "clipboard-read": "clipboard-read",
  "clipboard-write": "clipboard-sanitized-write",
};

type RefusableEvent =
  | "will-navigate"
  | "will-frame-navigate"
  | "will-redirect"
  | "will-attach-webview";

type OpenHandler = (
  details: Pick<Electron.HandlerDetails, "url">,
) => Electron.WindowOpenHandlerResponse;

export class WebContents
  extends EventEmitter
  implements
    Pick<
      Electron.WebContents,
      "postMessage" | "getURL" | "isDestroyed" | "setWebRTCIPHandlingPolicy"
    >
{
  readonly id: number;
  readonly session = session.defaultSession;
  host: Promise<PageHost>;
  /** As Chromium has it where nobody says otherwise. */
  rtcPolicy = "default";
  #page: PageHost | null = null;
  #ports = new RemotePorts();
  #isDestroyed = false;
  #openHandler: OpenHandler = () => ({ action: "allow" });
  readonly #preloadFile: string | undefined;
  readonly #onClose: () => void;
  #isCrashed = false;

  constructor(
    id: number,
    preloadFile: string | undefined,
    onClose: () => void,
  ) {
    super();
    this.id = id;
    this.#preloadFile = preloadFile;
    this.#onClose = onClose;
    this.host = this.#open(preloadFile);
    // A window that is closed while it opens takes its page with it
    this.host.catch((error: unknown) => {
      if (!this.#isDestroyed) throw error;
    });
  }

  async load(url: string): Promise<void> {
    if (this.#isCrashed) await this.#replaceCrashed();
    const host = await this.host;
    // Whatever the page before held is gone with it
    this.#ports.closeAll();
    this.#ports = new RemotePorts();
    await host.load(url);
  }

  getURL(): string {
    return fromBrowser(this.#page?.page.url() ?? "");
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  postMessage(
    channel: string,
    data: unknown,
    transfer: Electron.MessagePortMain[] = [],
  ): void {
    this.#ports.handOver(
      transfer.map(detached),
      (message) => void this.host.then((host) => host.send(message)),
      (ports) => ({ kind: "ipc", channel, data, ports }),
    );
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  setWebRTCIPHandlingPolicy(policy: string): void {
    this.rtcPolicy = policy;
  }

  /** True where a listener refuses what the event announces. */
  isRefusedBy(event: RefusableEvent, details: object): boolean {
    let isRefused = false;
    this.emit(event, {
      ...details,
      preventDefault: () => {
        isRefused = true;
      },
    });
    return isRefused;
  }

  /** What the page gets that asks for a window. */
  askForWindow(url: string): "allow" | "deny" {
    return this.#openHandler({ url }).action;
  }

  async destroy(): Promise<void> {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#ports.closeAll();
    this.emit("destroyed");
    await (await this.host).page.close();
  }

  async #open(preloadFile: string | undefined): Promise<PageHost> {
    const host = await PageHost.open({
      preloadFile,
      onNavigation: (url) => this.#isRefused(url),
      onPopup: (url) => {
        // A double that opened windows would need them; Hearth must refuse all
        if (this.askForWindow(url) === "allow")
          this.emit("double-window-opened", url);
      },
      onMessage: (message) => this.#onMessage(host, message),
      onLoad: () => this.emit("did-finish-load"),
      onCrash: () => {
        this.#isCrashed = true;
        this.emit(
          "render-process-gone",
          {},
          { reason: "crashed", exitCode: 1 },
        );
      },
    });
    this.#page = host;
    for (const [name, electronName] of Object.entries(permissions))
      await host.setPermission(
        name,
        this.session.isAllowed(electronName, "app://hearth/"),
      );
    return host;
  }

  /** Electron gives the window a new process; a page of Playwright stays crashed. */
  async #replaceCrashed(): Promise<void> {
    this.#isCrashed = false;
    const crashed = await this.host;
    this.host = this.#open(this.#preloadFile);
    await this.host;
    await crashed.page.close();
  }

  #isRefused(url: string): boolean {
    const details = { url, isMainFrame: true };
    const isRefused = [
      this.isRefusedBy("will-frame-navigate", details),
      this.isRefusedBy("will-navigate", details),
      this.session.isCancelled(url),
    ];
    return isRefused.includes(true);
  }

  #onMessage(host: PageHost, raw: unknown): void {
    const message = fromPage.parse(raw);
    const event = {
      sender: this,
      senderFrame: { url: this.getURL(), parent: null },
    };
    if (message.kind === "send")
      ipcMain.emit(message.channel, event, ...message.args);
    else if (message.kind === "invoke")
      ipcMain.invoke(message.channel, event, message.args).then(
        (value) => host.send({ kind: "reply", id: message.id, value }),
        (error: unknown) =>
          host.send({ kind: "reply", id: message.id, error: String(error) }),
      );
    else if (message.kind === "port-message")
      this.#ports.fromOther(message.port, message.data);
    else if (message.kind === "port-close")
      this.#ports.closedByOther(message.port);
    else if (message.kind === "close") this.#onClose();
    else this.emit("preferred-size-changed", {}, message);
  }
}
