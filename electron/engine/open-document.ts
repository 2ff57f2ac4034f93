import { AppError } from "#contract/errors.ts";
import type { DocumentSummary } from "#contract/library.ts";
import type { Host } from "#core/ports/host.ts";

/**
 * What the system shows and does not run. Scripts, programs and what can hold macros stay out: a page that was taken
 * over could else run what lies in the library.
 */
const shownTypes = new Set(
  [
    ["pdf", "docx", "odt", "rtf", "epub", "xlsx", "ods", "pptx", "odp"],
    ["txt", "text", "log", "md", "markdown", "csv", "tsv", "json", "xml"],
    ["html", "htm", "eml", "msg", "png", "jpg", "jpeg", "gif", "webp", "tiff"],
  ].flat(),
);

/**
 * Opens a document's own file, or its folder. The person's program gets the path that the library has for the id.
 * @throws AppError not-found; not-permitted for types that could run, and where there is no screen
 */
export async function openDocument(
  { documents, host }: { documents: Documents; host: Host },
  { documentId, how }: { documentId: string; how: "file" | "folder" },
): Promise<void> {
  if (host.openFile === undefined)
    throw new AppError("not-permitted", "Files can't be opened from here.", {
      advice: "Copy its path and open it yourself.",
    });
  const { path } = documents.get(documentId);
  if (how === "file" && !shownTypes.has(extensionOf(path)))
    throw new AppError(
      "not-permitted",
      "A file of this type could run as a program, so Hearth doesn't open it.",
      { advice: "Show it in its folder and open it from there." },
    );
  await host.openFile(path, how);
}

interface Documents {
  get(id: string): Pick<DocumentSummary, "path">;
}

const extensionOf = (path: string) =>
  /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
