const lineEnds = /\r\n?|[\u0085\u2028\u2029\v\f]/g;
// Controls, soft hyphens, byte order marks, direction overrides and noncharacters: invisible, and harmful downstream
const invisible =
  /[^\P{Cc}\n\t]|[\u00ad\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]/gu;

/**
 * Text as the rest of Hearth may rely on: NFC, \n line ends, no controls but \n and \t, no lone surrogates.
 * It survives UTF-8, JSON, SQLite and Arrow unchanged, so offsets into it stay true.
 */
export function cleanText(text: string): string {
  return text
    .replace(lineEnds, "\n")
    .toWellFormed()
    .replace(invisible, "")
    .normalize("NFC");
}

/** One line of running text: white space collapsed. */
export function collapse(text: string): string {
  return cleanText(text).replace(/\s+/g, " ").trim();
}
