const maxNameChars = 80;

/** Gives the person a Markdown file to keep, named after what it holds. */
export function saveMarkdown(title: string, markdown: string): void {
  const url = URL.createObjectURL(
    new Blob([markdown], { type: "text/markdown" }),
  );
  const link = document.createElement("a");
  link.href = url;
  link.download = `${fileName(title)}.md`;
  link.click();
  // Once the download has its bytes; it begins after this task
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** No mark that a file system or a person stumbles over. */
function fileName(title: string): string {
  const name = title
    .replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]+/gu, " ")
    .replace(/\s+/gu, " ")
    .trim()
    .replace(/^\.+/u, "");
  return [...name].slice(0, maxNameChars).join("").trim() || "Hearth";
}
