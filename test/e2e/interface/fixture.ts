import { test as base, expect, type Page } from "@playwright/test";
import { serveHarness } from "../../support/serve-harness.ts";

export interface Interface {
  /** Opens the main window; `query` sets up the engine in memory, such as "empty" or "deltaMs=20". */
  open(query?: string, hash?: string): Promise<void>;
  openQuickAsk(query?: string): Promise<void>;
  /** Asks in the conversation that is open and waits for the end of the answer. */
  ask(question?: string): Promise<void>;
  /** As if something was said in this conversation just now. */
  touch(title: string): Promise<void>;
  /** Searches for this query get no answer until they are released. */
  holdSearch(query: string): Promise<void>;
  releaseSearch(query: string): Promise<void>;
}

export const question =
  "What notice must I give to leave, and can the landlord keep the deposit?";

/** The interface over an engine in memory. A test fails on any error of the page, the policy's included. */
export const test = base.extend<
  { ui: Interface; faults: string[] },
  { harness: string }
>({
  harness: [
    async ({ playwright: _playwright }, use) => {
      const server = await serveHarness();
      await use(server.url);
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  faults: [
    async ({ page, harness }, use) => {
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") faults.push(message.text());
      });
      page.on("request", (request) => {
        const { protocol, origin } = new URL(request.url());
        if (protocol.startsWith("http") && origin !== harness)
          faults.push(`asked for ${request.url()}`);
      });
      await use(faults);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
  ui: async ({ page, harness }, use) => {
    const call = (name: string, argument: string): Promise<void> =>
      page.evaluate(`window.harness.${name}(${JSON.stringify(argument)})`);
    await use({
      open: async (query = "", hash = "") => {
        await page.goto("about:blank");
        await page.goto(`${harness}/?${query}${hash}`);
        await expect(page.locator("main")).toBeVisible();
      },
      touch: (title) => call("control.touchConversation", title),
      holdSearch: (query) => call("searches.hold", query),
      releaseSearch: (query) => call("searches.release", query),
      openQuickAsk: async (query = "") => {
        await page.goto(`${harness}/quick.html?${query}`);
      },
      ask: async (words = question) => {
        await composer(page).fill(words);
        await composer(page).press("Enter");
        await expect(
          page.getByRole("button", { name: "Ask again" }).last(),
        ).toBeVisible({ timeout: 30_000 });
      },
    });
  },
});

export const composer = (page: Page) => page.getByLabel("Your question");
export const marked = (page: Page) => page.locator("mark");
export const sourcePanel = (page: Page) =>
  page.getByRole("complementary", { name: "Source" });

export { expect };
