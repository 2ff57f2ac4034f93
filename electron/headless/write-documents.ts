import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CorpusDocument } from "#engine/evaluation.ts";

/** One Markdown file a document: its title as the heading, then its text. Returns the ids by path. */
export async function writeDocuments(
  corpus: readonly CorpusDocument[],
  folder: string,
): Promise<Map<string, string>> {
  await mkdir(folder, { recursive: true });
  const idByPath = new Map<string, string>();
  for (const [index, { id, title, text }] of corpus.entries()) {
    const path = join(folder, `${index + 1}.md`);
    const heading = title.trim() === "" ? "" : `# ${title.trim()}\n\n`;
    await writeFile(path, `${heading}${text}\n`);
    idByPath.set(path, id);
  }
  return idByPath;
}
