import type { Page } from "@playwright/test";

/** A trusted drop of real files, through the browser's own input, so that the page gets what a file manager gives. */
export async function dropFiles(page: Page, paths: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", {
      type,
      x: 300,
      y: 300,
      data,
    });
  await session.detach();
}
