import { markdownHtml } from "../ui/markdown/markdown-html.ts";

/** Copies Markdown twice over: as rich text, and as itself for what takes only text. */
export async function copyMarkdown(markdown: string): Promise<void> {
  const html = markdownHtml(markdown);
  const kinds = {
    "text/plain": markdown,
    ...(html === null ? {} : { "text/html": html }),
  };
  await navigator.clipboard.write([new ClipboardItem(kinds)]);
}
