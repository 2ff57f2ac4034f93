/**
 * Whether a PDF's bytes hold pictures, as a scan's do. A picture is a stream, and the dictionary of a stream
 * always stands in the file as it is (ISO 32000-2, 7.5.7), so that nothing has to be decoded. Pictures written
 * into a page's own instructions, which no scanner makes, are not seen.
 */
export function hasPictures(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (
    let at = file.indexOf("/Image");
    at >= 0;
    at = file.indexOf("/Image", at + 1)
  ) {
    const around = file.toString("latin1", Math.max(0, at - 16), at + 7);
    if (/\/Subtype\s*\/Image(?![A-Za-z])/.test(around)) return true;
  }
  return false;
}
