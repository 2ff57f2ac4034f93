import { isCodeOrData, isUnreadType, typeName } from "#shared/type-names.ts";
import { failures } from "./failures.ts";

export type DocumentType =
  | "pdf"
  | "docx"
  | "html"
  | "mail"
  | "markdown"
  | "code"
  | "text";

export interface DetectedType {
  type: DocumentType;
  /** What the content is called, which may be another extension than the file's; empty where nothing is known. */
  extension: string;
}

const byExtension = new Map<string, DocumentType>(
  Object.entries({
    html: "html",
    htm: "html",
    xhtml: "html",
    shtml: "html",
    md: "markdown",
    markdown: "markdown",
    mdown: "markdown",
    mkd: "markdown",
    mdx: "markdown",
    txt: "text",
    text: "text",
    log: "text",
    asc: "text",
    eml: "mail",
    mht: "mail",
    mhtml: "mail",
  }),
);
/** Who runs a script, as its first line names it, and the extension of that language. */
const interpreters: readonly [RegExp, string][] = [
  [/\b(ba|z|da|k)?sh\b/, "sh"],
  [/\bpython/, "py"],
  [/\b(node|deno|bun)\b/, "js"],
  [/\bperl\b/, "pl"],
  [/\bruby\b/, "rb"],
  [/\bphp\b/, "php"],
  [/\bRscript\b/, "r"],
];

/** Whether text with this extension has a reader of its own. */
export function hasReader(extension: string): boolean {
  return byExtension.get(extension) !== undefined || extension === "pdf";
}

/**
 * What a text is: by its name where that is known, else by its first characters.
 * @throws AppError unsupported-type with the type's name, file-damaged for text that is named as a PDF or Word document
 */
export function textType(text: string, extension: string): DetectedType {
  const named = byExtension.get(extension);
  const found = (type: DocumentType, ending = extension) => ({
    type,
    extension: ending,
  });
  if (isWebPage(text) && mayBeWebPage(extension)) return found("html");
  // A line that looks like a header is enough under a mail's name
  if (named === "mail") return found(isMail(text, 1) ? "mail" : "text");
  if (named !== undefined) return found(named);
  if (extension === "pdf" || extension === "docx")
    throw failures.damaged(extension.toUpperCase(), null);
  if (isUnreadType(extension)) throw failures.unsupported(typeName(extension));
  if (isCodeOrData(extension)) return found("code");
  if (isMail(text, 3)) return found("mail", "eml");
  const language = languageOf(text);
  return language === null ? found("text") : found("code", language);
}

/** Comments before the page are passed over one by one: a pattern over them takes exponential time. */
function isWebPage(text: string): boolean {
  const page = text.trimStart().replace(/^<\?xml[^>]*>\s*/, "");
  let at = 0;
  while (page.startsWith("<!--", at)) {
    const end = page.indexOf("-->", at);
    if (end === -1) return false;
    at = end + 3;
    while (/\s/.test(page.charAt(at))) at += 1;
  }
  return /^<(!doctype\s+html|html[\s>])/i.test(page.slice(at, at + 200));
}

/** Web pages inside code are templates and samples, inside Markdown examples, not documents. */
function mayBeWebPage(extension: string): boolean {
  if (extension === "xml") return true;
  return (
    byExtension.get(extension) !== "markdown" &&
    byExtension.get(extension) !== "mail" &&
    !isCodeOrData(extension) &&
    !isUnreadType(extension)
  );
}

function isMail(text: string, leastHeaders: number): boolean {
  const headers = text.slice(0, 4000).split(/\r?\n\r?\n/)[0] ?? "";
  const found = headers.match(
    /^(from|to|subject|date|message-id|received|mime-version|return-path|content-type):/gim,
  );
  return new Set(found?.map((name) => name.toLowerCase())).size >= leastHeaders;
}

/** The extension of code or data that has no telling name; null for running text. */
function languageOf(text: string): string | null {
  const firstLine = text.slice(0, 200).split("\n", 1)[0] ?? "";
  if (firstLine.startsWith("#!"))
    return (
      interpreters.find(([pattern]) => pattern.test(firstLine))?.[1] ?? null
    );
  if (/^\s*<\?xml\s/.test(firstLine)) return "xml";
  return /^\s*(\{\s*"[^"\n]{0,200}"\s*:|\[\s*[[{"])/.test(text.slice(0, 500))
    ? "json"
    : null;
}
