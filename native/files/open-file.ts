import { dirname } from "node:path";
import open from "open";

/** Opens a file in the system's own program for it, or its folder. Resolves once that was started. */
export async function openFile(
  path: string,
  how: "file" | "folder",
): Promise<void> {
  await open(how === "file" ? path : dirname(path));
}
