import { EventEmitter } from "node:events";
import type Electron from "electron";
import { app } from "./app.ts";
import { WebContents } from "./web-contents.ts";

const all = new Set<BrowserWindow>();
let focused: BrowserWindow | null = null;
let lastId = 0;

/** A window is a page of real Chromium; where it stands, whether it shows and who has the focus is kept here. */
export class BrowserWindow
  extends EventEmitter
  implements
    Pick<
      Electron.BrowserWindow,
      | "show"
      | "hide"
      | "focus"
      | "blur"
      | "close"
      | "destroy"
      | "isVisible"
      | "isFocused"
      | "isMinimized"
      | "isMaximized"
      | "isFullScreen"
      | "isDestroyed"
      | "isAlwaysOnTop"
      | "restore"
      | "maximize"
      | "setFullScreen"
      | "getBounds"
      | "getNormalBounds"
      | "setBounds"
      | "setPosition"
      | "setAlwaysOnTop"
      | "setVisibleOnAllWorkspaces"
      | "loadURL"
    >
{
  readonly id = ++lastId;
  readonly webContents: WebContents;
  readonly options: Electron.BrowserWindowConstructorOptions;
  #bounds: Electron.Rectangle;
  #isVisible: boolean;
  #isDestroyed = false;
  #isMaximized = false;
  #isFullScreen = false;
  #isOnTop: boolean;
  #hasLoaded = false;
  readonly #firstLoad = Promise.withResolvers<void>();

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    this.options = options;
    this.#isVisible = options.show ?? true;
    this.#isOnTop = options.alwaysOnTop ?? false;
    const { x = 100, y = 100, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.webContents = new WebContents(
      this.id,
      options.webPreferences?.preload,
      () => this.close(),
    );
    all.add(this);
    app.emit("web-contents-created", {}, this.webContents);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...all];
  }

  /** Null as in Electron, where the types promise it. */
  static getFocusedWindow(): BrowserWindow | null {
    return focused;
  }

  /** Resolves once the first page is there and `ready-to-show` was heard. */
  get firstLoad(): Promise<void> {
    return this.#firstLoad.promise;
  }

  async loadURL(url: string): Promise<void> {
    // The page decides on its layout as it loads
    await this.#resizePage();
    await this.webContents.load(url);
    if (this.#hasLoaded) return;
    this.#hasLoaded = true;
    if (!this.#isDestroyed) this.emit("ready-to-show");
    this.#firstLoad.resolve();
  }

  show(): void {
    if (!this.#isVisible) {
      this.#isVisible = true;
      this.emit("show");
    }
    this.focus();
  }

  hide(): void {
    if (!this.#isVisible) return;
    this.#isVisible = false;
    this.emit("hide");
    this.blur();
  }

  focus(): void {
    if (!this.#isVisible || focused === this) return;
    focused?.blur();
    focused = this;
    this.emit("focus");
    void this.#tellPage("focus");
  }

  blur(): void {
    if (focused !== this) return;
    focused = null;
    this.emit("blur");
    void this.#tellPage("blur");
  }

  close(): void {
    let isRefused = false;
    this.emit("close", {
      preventDefault: () => {
        isRefused = true;
      },
    });
    if (!isRefused) this.destroy();
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.blur();
    this.#isDestroyed = true;
    this.#isVisible = false;
    all.delete(this);
    void this.webContents.destroy();
    this.#firstLoad.resolve();
    this.emit("closed");
    if (all.size === 0) app.windowsAllClosed();
  }

  isVisible = (): boolean => this.#isVisible;
  isFocused = (): boolean => focused === this;
  isMinimized = (): boolean => false;
  isMaximized = (): boolean => this.#isMaximized;
  isFullScreen = (): boolean => this.#isFullScreen;
  isDestroyed = (): boolean => this.#isDestroyed;
  isAlwaysOnTop = (): boolean => this.#isOnTop;
  getBounds = (): Electron.Rectangle => ({ ...this.#bounds });
  getNormalBounds = (): Electron.Rectangle => ({ ...this.#bounds });

  restore(): void {
    this.show();
  }

  maximize(): void {
    this.#isMaximized = true;
    this.emit("maximize");
  }

  setFullScreen(isFullScreen: boolean): void {
    this.#isFullScreen = isFullScreen;
  }

  setPosition(x: number, y: number): void {
    this.setBounds({ x, y });
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    const before = this.#bounds;
    this.#bounds = { ...before, ...bounds };
    this.emit("move");
    const { width, height } = this.#bounds;
    if (width === before.width && height === before.height) return;
    void this.#resizePage();
    this.emit("resize");
  }

  setAlwaysOnTop(isOnTop: boolean): void {
    this.#isOnTop = isOnTop;
  }

  setVisibleOnAllWorkspaces(): void {
    // There is one workspace
  }

  /** Headless pages all have the focus all the time. */
  async #tellPage(event: "focus" | "blur"): Promise<void> {
    const { page } = await this.webContents.host;
    await page
      .evaluate(`void window.dispatchEvent(new Event("${event}"))`)
      .catch((error: unknown) => {
        if (!this.#isDestroyed && !page.isClosed()) throw error;
      });
  }

  async #resizePage(): Promise<void> {
    const { page } = await this.webContents.host;
    const { width, height } = this.#bounds;
    await page.setViewportSize({ width, height }).catch((error: unknown) => {
      if (!this.#isDestroyed && !page.isClosed()) throw error;
    });
  }
}
