export interface PdfText {
  text: string;
  x: number;
  /** From the bottom of a page of 612 by 792 points. */
  y: number;
  size?: number;
}

/** A small PDF written by hand: one Helvetica, one content stream a page. ASCII without brackets only. */
export function makePdf(
  pages: readonly (readonly PdfText[])[],
  options: {
    title?: string;
    /** Adds a picture of one pixel to the file. */
    hasPicture?: boolean;
  } = {},
): Uint8Array {
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(" ");
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>`,
    ...pages.flatMap((texts, index) => {
      const content = texts
        .map(
          ({ text, x, y, size = 11 }) =>
            `BT /F1 ${size} Tf ${x} ${y} Td (${text}) Tj ET`,
        )
        .join("\n");
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + index * 2} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
    ...(options.hasPicture === true
      ? [
          "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\nx\nendstream",
        ]
      : []),
    `<< /Title (${options.title ?? ""}) >>`,
  ];
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = body.length;
  const rows = offsets
    .map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`)
    .join("");
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${objects.length} 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(body);
}

/** Lines of text under each other, as a column of prose. */
export function pdfColumn(
  lines: readonly string[],
  at: { x: number; y: number; size?: number },
): PdfText[] {
  const { x, y, size = 11 } = at;
  return lines.map((text, index) => ({
    text,
    x,
    y: y - index * size * 1.2,
    size,
  }));
}
