import { existsSync } from "node:fs";
import { shell } from "electron";

/**
 * Opens a file of the library, or its folder. The path comes from the engine, which has it by the document's id and
 * lets no program through; no page ever names one. Resolves with what the system said against it, else empty.
 */
export async function openFile({
  path,
  how,
}: {
  path: string;
  how: "file" | "folder";
}): Promise<string> {
  if (!existsSync(path)) return "The file is no longer there.";
  if (how === "file") return await shell.openPath(path);
  shell.showItemInFolder(path);
  return "";
}
