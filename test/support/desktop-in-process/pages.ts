import type { PageHostOptions } from "../electron-double/page-host.ts";

/** Stands where the double has a page of Chromium: holds what main loads and sends, and says what the test lets it say. */
export class PageHost {
  readonly options: PageHostOptions;
  readonly loads: string[] = [];
  readonly received: object[] = [];
  readonly page = {
    url: () => this.loads.at(-1) ?? "",
    close: async () => undefined,
    isClosed: () => false,
    evaluate: async () => undefined,
    setViewportSize: async () => undefined,
  };

  private constructor(options: PageHostOptions) {
    this.options = options;
  }

  static async open(options: PageHostOptions): Promise<PageHost> {
    return new PageHost(options);
  }

  async load(url: string): Promise<void> {
    this.loads.push(url);
    this.options.onLoad();
  }

  async send(message: object): Promise<void> {
    this.received.push(message);
  }

  async setPermission(): Promise<void> {
    // Nobody asks here
  }
}
