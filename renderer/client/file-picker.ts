import type { NamedFile } from "./dropped-files.ts";

/** The browser's own dialog. Empty when the person closes it. */
export function pickFiles(
  kind: "files" | "folder" | "model",
): Promise<NamedFile[]> {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = kind === "files";
  if (kind === "folder") input.webkitdirectory = true;
  if (kind === "model") input.accept = ".gguf";
  return new Promise((resolve) => {
    input.addEventListener("cancel", () => resolve([]), { once: true });
    input.addEventListener(
      "change",
      () =>
        resolve(
          [...(input.files ?? [])].map((file) => ({
            name: file.webkitRelativePath || file.name,
            file,
          })),
        ),
      { once: true },
    );
    input.click();
  });
}
