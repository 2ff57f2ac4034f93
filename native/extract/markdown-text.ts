/** Escapes what would change how running text is shown as Markdown, and no more: it is searched and quoted as it is. */
export function escapeText(text: string): string {
  return text
    .replace(/[*`]/g, "\\$&")
    .replace(/<(?=[a-z/!?])/gi, "\\<")
    .replace(/(?<![\p{L}\p{N}_])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}_])/gu, "\\_");
}

/** A paragraph's lines, so that none passes for a heading, a quote or a rule. */
export function escapeLineStarts(text: string): string {
  return text.replace(/^(#{1,6}(?=\s)|>|={3,}\s*$|-{3,}\s*$)/gm, "\\$1");
}

/** Running text: white space collapsed, except line breaks that are meant. */
export function tidyInline(text: string): string {
  return text
    .replace(/[^\S\n]+/g, " ")
    .replace(/(?<! ) *\n[ \n]*/g, "\n")
    .trim();
}

/** A GFM table; the first row is the head. Rows are filled up to the widest. */
export function tableMarkdown(rows: readonly (readonly string[])[]): string {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (width === 0) return "";
  const lines = rows.map((row) => {
    const cells = Array.from({ length: width }, (_, column) =>
      cellText(row[column] ?? ""),
    );
    return `| ${cells.join(" | ")} |`;
  });
  const rule = `|${" - |".repeat(width)}`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

function cellText(text: string): string {
  return text.replace(/\s+/g, " ").replace(/\|/g, "\\|").trim();
}

/** A fence longer than any run of backticks inside. */
export function fencedCode(code: string, language = ""): string {
  let longest = 2;
  for (const [run] of code.matchAll(/`{3,}/g))
    longest = Math.max(longest, run.length);
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${code.replace(/(?<!\n)\n+$/, "")}\n${fence}`;
}

/** As a block quote. */
export function quoted(markdown: string): string {
  return markdown.replace(/^/gm, "> ").replace(/(?<![^\S\n])[^\S\n]+$/gm, "");
}

/** Links that a person may follow; scripts and embedded data are left out. */
export function link(text: string, target: string): string {
  const address = target.trim();
  if (
    text.trim() === "" ||
    address === "" ||
    /^(javascript|data|vbscript|file):/i.test(address)
  )
    return text;
  const safe = address.replace(/[\s()<>]/g, (mark) =>
    encodeURIComponent(mark).replace("(", "%28").replace(")", "%29"),
  );
  const lead = text.slice(0, text.length - text.trimStart().length);
  const tail = text.slice(text.trimEnd().length);
  return `${lead}[${text.trim()}](${safe})${tail}`;
}
