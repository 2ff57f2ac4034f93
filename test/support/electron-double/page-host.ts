import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { CDPSession, Page, Route } from "@playwright/test";
import { browser } from "./browser.ts";
import { fromBrowser, toBrowser } from "./page-url.ts";
import { answerFromProtocol } from "./protocol.ts";

const world = "electron-preload";
const script = (name: string) =>
  readFileSync(resolve(import.meta.dirname, name), "utf8");

export interface PageHostOptions {
  preloadFile: string | undefined;
  /** True refuses it. */
  onNavigation: (url: string) => boolean;
  /** A page that this one opened; the double closes it. */
  onPopup: (url: string) => void;
  onMessage: (message: unknown) => void;
  onLoad: () => void;
  onCrash: () => void;
}

/** One real page, with the preload in an isolated world of it, as Electron has it. */
export class PageHost {
  readonly page: Page;
  readonly #session: CDPSession;
  readonly #options: PageHostOptions;
  #contextId: number | null = null;
  #unsent: object[] = [];
  #isLoading = false;

  private constructor(
    page: Page,
    session: CDPSession,
    options: PageHostOptions,
  ) {
    this.page = page;
    this.#session = session;
    this.#options = options;
  }

  static async open(options: PageHostOptions): Promise<PageHost> {
    const { context } = browser();
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const host = new PageHost(page, session, options);
    await host.#prepare();
    return host;
  }

  async load(url: string): Promise<void> {
    this.#isLoading = true;
    try {
      await this.page.goto(toBrowser(url), { waitUntil: "load" });
    } finally {
      this.#isLoading = false;
    }
    this.#options.onLoad();
  }

  /** Reaches the preload; waits while the page is loading. */
  async send(message: object): Promise<void> {
    if (this.#contextId === null) {
      this.#unsent.push(message);
      return;
    }
    await this.#session
      .send("Runtime.evaluate", {
        contextId: this.#contextId,
        expression: `__electronDoubleReceive(${JSON.stringify(message)})`,
      })
      // The page was left between the two: Electron drops such a message too
      .catch(() => undefined);
  }

  async setPermission(name: string, isAllowed: boolean): Promise<void> {
    await this.#session.send("Browser.setPermission", {
      permission: { name },
      setting: isAllowed ? "granted" : "denied",
      origin: new URL(toBrowser("app://hearth/")).origin,
    });
  }

  async #prepare(): Promise<void> {
    const session = this.#session;
    session.on("Runtime.executionContextCreated", ({ context }) => {
      if (context.name !== world) return;
      this.#contextId = context.id;
      for (const message of this.#unsent.splice(0)) void this.send(message);
    });
    session.on(
      "Runtime.executionContextDestroyed",
      ({ executionContextId }) => {
        if (executionContextId === this.#contextId) this.#contextId = null;
      },
    );
    session.on("Runtime.bindingCalled", ({ payload }) =>
      this.#options.onMessage(JSON.parse(payload)),
    );
    await session.send("Runtime.enable");
    await session.send("Page.enable");
    await session.send("Runtime.addBinding", {
      name: "__electronDouble",
      executionContextName: world,
    });
    await session.send("Page.addScriptToEvaluateOnNewDocument", {
      source: onlyInOwnTopFrame(script("page-main-world.js")),
    });
    if (this.#options.preloadFile !== undefined)
      await session.send("Page.addScriptToEvaluateOnNewDocument", {
        source: onlyInOwnTopFrame(
          `${script("page-preload.js")}\n;${readFileSync(this.#options.preloadFile, "utf8")}`,
        ),
        worldName: world,
      });
    await this.page.route("**/*", (route) => this.#answer(route));
    this.page.on("crash", () => this.#options.onCrash());
    session.on("Page.windowOpen", ({ url }) => this.#options.onPopup(url));
    this.page.on("popup", (popup) => void popup.close());
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request();
    const url = fromBrowser(request.url());
    const isTop =
      request.isNavigationRequest() &&
      request.frame() === this.page.mainFrame();
    if (isTop && !this.#isLoading && this.#options.onNavigation(url))
      return route.abort("aborted");
    const answer = await answerFromProtocol(url, request.method());
    if (answer === null) return route.abort("addressunreachable");
    return route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    });
  }
}

function onlyInOwnTopFrame(source: string): string {
  const origin = JSON.stringify(new URL(toBrowser("app://hearth/")).origin);
  return `if (window === top && location.origin === ${origin}) {\n${source}\n}`;
}
