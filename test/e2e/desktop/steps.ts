import { expect, type Page } from "@playwright/test";
import type { Desktop } from "./desktop.ts";

export async function ask(page: Page, question: string): Promise<void> {
  const field = page.getByRole("textbox", { name: "Your question" });
  await field.fill(question);
  await field.press("Enter");
}

/** While the engine is away a question stays in its field; one Enter asks it once it is back. */
export async function askOnceBack(page: Page, question: string): Promise<void> {
  await expect(async () => {
    await ask(page, question);
    await expect(page.getByRole("article")).toBeVisible({ timeout: 3_000 });
  }).toPass();
}

/** The pid of the process with this name, which a worker's number follows; throws while there is none. */
export async function pidOf(desktop: Desktop, name: string): Promise<number> {
  const found = (await desktop.processes()).find(
    (each) => each.name === name || each.name?.startsWith(`${name} `),
  );
  if (found === undefined) throw new Error(`No ${name} runs`);
  return found.pid;
}

export const engineName = "Hearth engine";

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    // ESRCH: it has ended
    return false;
  }
}
