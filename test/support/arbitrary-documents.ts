import fc from "fast-check";
import type { Block, PageRange } from "#contract/library.ts";

/** What an extractor makes of a file, as far as chunks need it. */
export interface ArbitraryDocument {
  title: string | null;
  text: string;
  blocks: Block[];
  pages: PageRange[];
}

const words = fc.oneof(
  { weight: 12, arbitrary: fc.stringMatching(/^[a-zéß]{1,9}$/) },
  fc.constantFrom(
    "👩‍👩‍👧‍👦",
    "e\u0301\u0302",
    "日本語",
    "नमस्ते",
    "x".repeat(300),
    "https://example.com/a/long/path",
    "𝒳",
    "ok.",
  ),
);
const sentence = fc
  .array(words, { minLength: 1, maxLength: 25 })
  .map((list) => `${list.join(" ")}.`);
const paragraph = fc
  .array(sentence, { minLength: 1, maxLength: 12 })
  .map((list) => list.join(" "));
const table = fc
  .array(fc.tuple(words, words, words), { minLength: 2, maxLength: 40 })
  .map((rows) => rows.map((row) => `| ${row.join(" | ")} |`))
  .map(([head = "", ...rows]) => [head, "| - | - | - |", ...rows].join("\n"));
const code = fc
  .array(sentence, { minLength: 1, maxLength: 30 })
  .map((lines) => `\`\`\`\n${lines.join("\n")}\n\`\`\``);
const list = fc
  .array(sentence, { minLength: 1, maxLength: 30 })
  .map((items) => items.map((item) => `- ${item}`).join("\n"));
const part = fc.oneof(
  fc.tuple(fc.constant("paragraph" as const), paragraph, fc.constant(null)),
  fc
    .tuple(
      fc.constant("heading" as const),
      fc.tuple(fc.integer({ min: 1, max: 6 }), sentence),
      fc.constant(null),
    )
    .map(
      ([kind, [level, text]]) =>
        [kind, `${"#".repeat(level)} ${text}`, level] as const,
    ),
  fc.tuple(fc.constant("table" as const), table, fc.constant(null)),
  fc.tuple(fc.constant("code" as const), code, fc.constant(null)),
  fc.tuple(fc.constant("list" as const), list, fc.constant(null)),
);
/** Documents of every kind of block, with pages and without, for property tests. */
export const documents = fc
  .record({
    parts: fc.array(fc.tuple(part, fc.boolean()), { maxLength: 30 }),
    title: fc.option(sentence),
    isPaged: fc.boolean(),
  })
  .map(build);

/** Puts parts under each other with a blank line between. */
export function build({
  parts,
  title,
  isPaged,
}: {
  parts: (readonly [
    readonly [Block["kind"], string, number | null],
    boolean,
  ])[];
  title: string | null;
  isPaged: boolean;
}): ArbitraryDocument {
  const document: ArbitraryDocument = {
    title,
    text: "",
    blocks: [],
    pages: [],
  };
  let page = 1;
  for (const [[kind, markdown, level], isNewPage] of parts) {
    if (document.text !== "") document.text += "\n\n";
    if (isNewPage && document.blocks.length > 0) page += 1;
    const start = document.text.length;
    document.text += markdown;
    document.blocks.push({
      kind,
      start,
      end: document.text.length,
      page: isPaged ? page : null,
      level,
    });
  }
  return document;
}
