import { strToU8, zipSync } from "fflate";

const names =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const wordMain =
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/** A Word package around the given body; other parts by their name, such as "word/styles.xml". */
export function makeDocx(
  body: string,
  options: {
    parts?: Record<string, string>;
    mainType?: string;
    prolog?: string;
  } = {},
): Uint8Array {
  const kinds = ["styles", "numbering", "footnotes"];
  const relations = kinds
    .map(
      (kind, index) =>
        `<Relationship Id="rId${index + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${kind}.xml"/>`,
    )
    .join("");
  const texts: Record<string, string> = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${options.mainType ?? wordMain}"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations}<Relationship Id="rLink" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.com/" TargetMode="External"/></Relationships>`,
    "word/document.xml": `${options.prolog ?? ""}<w:document ${names}><w:body>${body}</w:body></w:document>`,
    ...options.parts,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [name, strToU8(text)]),
    ),
  );
}

export function docxParagraph(text: string, properties = ""): string {
  return `<w:p>${properties === "" ? "" : `<w:pPr>${properties}</w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}
