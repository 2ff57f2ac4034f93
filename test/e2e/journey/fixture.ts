import { test as base, expect, type Page } from "@playwright/test";
import {
  type StartedHearth,
  type StartOptions,
  startHearth,
} from "../../support/start-hearth.ts";
import { makePdf } from "../../support/tiny-pdf.ts";

/** The whole app as it is built: the loopback host with a data folder of its own, and a page that has opened it. */
export const test = base.extend<{
  start: StartOptions;
  hearth: StartedHearth;
  app: Page;
}>({
  start: [{}, { option: true }],
  hearth: async ({ start }, use) => {
    const hearth = await startHearth(start);
    await use(hearth);
    await hearth.stop();
  },
  app: async ({ page, hearth }, use) => {
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy"))
        faults.push(message.text());
    });
    await page.goto(hearth.url);
    await use(page);
    expect(faults).toEqual([]);
  },
});

export { expect };

const lines = (...texts: string[]) =>
  texts.map((text, index) => ({ text, x: 72, y: 700 - index * 16 }));

/** A small folder of the types that Hearth reads, and one that it does not. */
export const files = [
  {
    name: "lease.md",
    mimeType: "text/markdown",
    buffer: Buffer.from(
      "# Lease\n\n## Notice by the tenant\n\nThe tenant gives **three months** of notice by registered letter.\n\n## Rent\n\nThe rent is due on the fifth day of every month.\n",
    ),
  },
  {
    name: "warranty.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from(
      makePdf([
        lines(
          "Delivery and fitting",
          "Installed by the manufacturer in October.",
        ),
        lines(
          "Warranty terms",
          "The boiler warranty ends after five years of yearly service.",
        ),
      ]),
    ),
  },
  {
    name: "notes.txt",
    mimeType: "text/plain",
    // Windows-1252: an e with an acute accent is one byte
    buffer: Buffer.from("Caf\xe9 receipts are kept for ten years.\n", "latin1"),
  },
  {
    name: "photo.xyz",
    mimeType: "application/octet-stream",
    buffer: Buffer.from([1, 2, 3, 0, 255, 0, 7, 0, 0, 1, 200, 3]),
  },
];

/** Gives the files through the browser's own dialog and waits until all of them are done with. */
export async function addFiles(page: Page): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose files" }).click();
  await (await chooser).setFiles(files);
  await page.getByRole("button", { name: /^Library/ }).click();
  await expect(page.getByText("Indexed")).toHaveCount(3);
}

export async function ask(page: Page, question: string): Promise<void> {
  await page.keyboard.press("Control+n");
  await page.getByLabel("Your question").fill(question);
  await page.getByLabel("Your question").press("Enter");
  await expect(
    page.getByRole("button", { name: "Ask again" }).last(),
  ).toBeVisible({ timeout: 60_000 });
}
