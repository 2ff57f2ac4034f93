import PostalMime, { type Address, type Email } from "postal-mime";
import { collapse } from "./clean-text.ts";
import { cutAt } from "./cut-text.ts";
import { DocumentBuilder } from "./document-builder.ts";
import { decodeText } from "./encoding.ts";
import { failures } from "./failures.ts";
import { HtmlFlow } from "./html/flow.ts";
import { escapeLineStarts, escapeText } from "./markdown-text.ts";
import { parseMarkup } from "./markup-tree.ts";
import { onward, type Reading } from "./reader.ts";
import { RepeatBudget } from "./table-grid.ts";

const longestBlockChars = 4000;
// Some programs send "your reader shows no HTML" beside the letter itself
const leastShareOfHtml = 0.25;

/** A mail: its subject, who wrote to whom and when, its body, and the names of what was attached. */
export async function* readMail(bytes: Uint8Array): Reading {
  yield onward;
  const mail = await PostalMime.parse(narrow(bytes)).catch((error: unknown) => {
    throw failures.damaged("mail", error);
  });
  yield onward;
  const builder = new DocumentBuilder();
  const title = collapse(mail.subject ?? "") || null;
  if (title !== null) builder.add("heading", `# ${escapeText(title)}`, 1);
  builder.add("paragraph", headLines(mail).join("\n"));
  const html = yield* htmlBody(mail.html);
  const text = mail.text ?? "";
  if (html !== null && text.trim().length < html.lengthChars * leastShareOfHtml)
    html.addTo(builder);
  else addText(builder, text);
  const names = mail.attachments.flatMap(({ filename }) => filename ?? []);
  if (names.length > 0)
    builder.add("paragraph", escapeText(`Attached: ${names.join(", ")}`));
  if (builder.isEmpty) throw failures.noText(false);
  return builder.build({ mediaType: "message/rfc822", title });
}

/** Headers are ASCII on the wire; a mail that was saved as UTF-16 or 32 is brought back to that. */
function narrow(bytes: Uint8Array): Uint8Array {
  const decoded = decodeText(bytes);
  return decoded !== null && /^utf-(16|32)/.test(decoded.encoding)
    ? new TextEncoder().encode(decoded.text)
    : bytes;
}

function headLines(mail: Email): string[] {
  const lines: [string, string][] = [
    ["From", named(mail.from === undefined ? [] : [mail.from])],
    ["To", named(mail.to ?? [])],
    ["Cc", named(mail.cc ?? [])],
    ["Date", dateOf(mail)],
  ];
  return lines.flatMap(([name, value]) =>
    value === "" ? [] : [escapeText(`${name}: ${value}`)],
  );
}

/** As it was written, which says the sender's own time; the parser's is in UTC. */
function dateOf(mail: Email): string {
  const written = mail.headers.find(({ key }) => key === "date")?.value;
  return collapse(written ?? mail.date ?? "");
}

function named(addresses: readonly Address[]): string {
  const words = addresses.map((address) =>
    address.group === undefined
      ? [address.name, address.address && `(${address.address})`]
          .filter(Boolean)
          .join(" ")
      : `${address.name}: ${named(address.group)}`,
  );
  return collapse(words.join(", "));
}

async function* htmlBody(html: string | undefined): Reading<{
  lengthChars: number;
  addTo(builder: DocumentBuilder): void;
} | null> {
  if (html === undefined) return null;
  const root = yield* parseMarkup(html, { kind: "html" });
  const budget = () => new RepeatBudget(html.length);
  const trial = new DocumentBuilder();
  new HtmlFlow(trial, budget()).write(root);
  if (trial.isEmpty) return null;
  return {
    lengthChars: trial.build({ mediaType: "", title: null }).text.length,
    addTo: (builder) => new HtmlFlow(builder, budget()).write(root),
  };
}

/** Paragraphs as they are; lines that begin with ">" stay quotes. */
function addText(builder: DocumentBuilder, text: string): void {
  for (const paragraph of text.replace(/\r\n?/g, "\n").split(/\n[^\S\n]*\n/)) {
    let start = 0;
    while (start < paragraph.length) {
      const end = cutAt(paragraph, start, paragraph.length, longestBlockChars);
      const lines = paragraph.slice(start, end);
      const isQuote = /^\s*>/.test(lines);
      builder.add(
        isQuote ? "quote" : "paragraph",
        isQuote ? escapeText(lines) : escapeLineStarts(escapeText(lines)),
      );
      start = end;
    }
  }
}
