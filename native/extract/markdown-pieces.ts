const pieceChars = 200_000;

/** YAML between two --- lines at the very start: data about the document, which Markdown would take for a heading. */
export function frontMatter(text: string): {
  end: number;
  title: string | null;
} {
  const match =
    /^---[^\S\n]*\n[\s\S]{0,20000}?\n(?:---|\.\.\.)[^\S\n]*(?=\n|$)/.exec(text);
  if (match === null || !/^[\w-]+\s*:/m.test(match[0]))
    return { end: 0, title: null };
  const title = /^title\s*:\s*(.+)$/im.exec(match[0])?.[1]?.trim();
  return {
    end: match[0].length,
    title: title?.replace(/^(["'])(.*)\1$/, "$2") || null,
  };
}

/**
 * Cuts long Markdown at headings, or else at paragraphs that start at the margin, outside of code
 * fences: parsing then takes memory by the piece, and time in proportion to the length.
 */
export function* cutMarkdown(
  text: string,
  from: number,
): Generator<{ start: number; end: number }> {
  let start = from;
  let fence: string | null = null;
  let isAfterBlank = true;
  for (let at = from; at < text.length; ) {
    const lineEnd = text.indexOf("\n", at);
    const next = lineEnd === -1 ? text.length : lineEnd + 1;
    const line = text.slice(at, Math.min(next, at + 200));
    const marker = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    const isLong = at - start > pieceChars;
    const isCut =
      isLong &&
      fence === null &&
      (/^#{1,6}\s/.test(line) ||
        (isAfterBlank && /^[^\s>|*+\-\d[<]/.test(line)));
    const isForced = at - start > pieceChars * 4;
    if (isCut || isForced) {
      yield { start, end: at };
      start = at;
      if (isForced) fence = null;
    }
    if (marker !== undefined) {
      if (fence === null) fence = marker;
      else if (marker.startsWith(fence)) fence = null;
    }
    isAfterBlank = line.trim() === "";
    at = next;
  }
  if (start < text.length) yield { start, end: text.length };
}
