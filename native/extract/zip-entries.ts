const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const locator64Signature = 0x07064b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endBytes = 22;
const longestCommentBytes = 65_535;
const isFull32 = 0xffff_ffff;

/** A part of a ZIP archive as its directory lists it; what is said of sizes is yet to be checked. */
export interface ZipEntry {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  crc32: number;
  originalBytes: number;
  /** As packed. */
  data: Uint8Array;
}

/** The parts in the archive's own directory. @throws RangeError, Error where it is no archive or is cut off */
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, start } = directory(view);
  const entries: ZipEntry[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (view.getUint32(at, true) !== entrySignature)
      throw new Error("The archive's directory is damaged");
    const nameBytes = view.getUint16(at + 28, true);
    const extraBytes = view.getUint16(at + 30, true);
    const isUtf8 = (view.getUint16(at + 8, true) & 0x800) !== 0;
    const name = bytes.subarray(at + 46, at + 46 + nameBytes);
    const sizes = sizesOf(view, at, at + 46 + nameBytes, extraBytes);
    entries.push({
      name: new TextDecoder(isUtf8 ? "utf-8" : "latin1").decode(name),
      method: view.getUint16(at + 10, true),
      crc32: view.getUint32(at + 16, true),
      originalBytes: sizes.originalBytes,
      data: packedData(view, bytes, sizes),
    });
    at += 46 + nameBytes + extraBytes + view.getUint16(at + 32, true);
  }
  return entries;
}

function directory(view: DataView): { count: number; start: number } {
  const last = view.byteLength - endBytes;
  for (let at = last; at >= Math.max(0, last - longestCommentBytes); at -= 1) {
    if (view.getUint32(at, true) !== endSignature) continue;
    if (at >= 20 && view.getUint32(at - 20, true) === locator64Signature) {
      const end64 = Number(view.getBigUint64(at - 12, true));
      if (view.getUint32(end64, true) === end64Signature)
        return {
          count: Number(view.getBigUint64(end64 + 32, true)),
          start: Number(view.getBigUint64(end64 + 48, true)),
        };
    }
    return {
      count: view.getUint16(at + 10, true),
      start: view.getUint32(at + 16, true),
    };
  }
  throw new Error("There is no directory of an archive");
}

interface Sizes {
  originalBytes: number;
  packedBytes: number;
  offset: number;
}

/** What doesn't fit into 32 bits stands in an extra field, in this order and only where it is needed. */
function sizesOf(
  view: DataView,
  entry: number,
  extra: number,
  extraBytes: number,
): Sizes {
  let long: number | null = null;
  for (let at = extra; at + 4 <= extra + extraBytes; ) {
    if (view.getUint16(at, true) === 1) long = at + 4;
    at += 4 + view.getUint16(at + 2, true);
  }
  const read = (field: number): number => {
    const short = view.getUint32(entry + field, true);
    if (short !== isFull32 || long === null) return short;
    long += 8;
    return Number(view.getBigUint64(long - 8, true));
  };
  const originalBytes = read(24);
  const packedBytes = read(20);
  return { originalBytes, packedBytes, offset: read(42) };
}

function packedData(
  view: DataView,
  bytes: Uint8Array,
  { offset, packedBytes }: Sizes,
): Uint8Array {
  if (view.getUint32(offset, true) !== localSignature)
    throw new Error("A part of the archive is not where its directory says");
  const start =
    offset +
    30 +
    view.getUint16(offset + 26, true) +
    view.getUint16(offset + 28, true);
  if (start + packedBytes > bytes.length)
    throw new RangeError("A part of the archive goes beyond its end");
  return bytes.subarray(start, start + packedBytes);
}
