import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { isTooTangled } from "../too-tangled.ts";

/**
 * Markdown as HTML to paste elsewhere: HTML that stands in it is text, and a picture is a link, since where it is
 * pasted it would be fetched. Null for Markdown that takes too long to parse.
 */
export function markdownHtml(markdown: string): string | null {
  if (isTooTangled(markdown)) return null;
  return micromark(markdown, {
    extensions: [gfm(), { disable: { null: ["labelStartImage"] } }],
    htmlExtensions: [gfmHtml()],
  });
}
