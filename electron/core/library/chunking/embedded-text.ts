/** What of a chunk says something to an embedding model: link targets, table rules and fences don't. */
export function embeddedText(markdown: string): string {
  return markdown
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S.*$/gm, "")
    .replace(
      /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/gm,
      "",
    )
    .replace(
      /!?\[([^\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"\n]*")?\)/g,
      "$1",
    )
    .replace(/^\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$/gm, "")
    .replace(/^\s*(?:`{3,}|~{3,}).*$/gm, "")
    .replace(/^[ \t]*#{1,6}[ \t]+/gm, "")
    .replace(/\s*\|\s*/g, " ")
    .replace(/\\(?=[*_`<#>|[\]])/g, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** A heading's words without its marks. */
export function headingText(markdown: string): string {
  return embeddedText(markdown.replace(/\n[=-]+\s*$/, ""))
    .replace(/\s+#+$/, "")
    .replace(/[*_`]{1,3}(\S(?:.*?\S)?)[*_`]{1,3}/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}
