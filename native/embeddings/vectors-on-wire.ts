/** Vectors as one string: bytes survive every channel, also those that carry no ArrayBuffer. */
export function encodeVectors(
  vectors: readonly Float32Array[],
  dimension: number,
): string {
  const all = new Float32Array(vectors.length * dimension);
  for (const [row, vector] of vectors.entries())
    all.set(vector, row * dimension);
  return Buffer.from(all.buffer).toString("base64");
}

/** Null when the bytes are not `count` vectors of this dimension. */
export function decodeVectors(
  encoded: string,
  count: number,
  dimension: number,
): Float32Array[] | null {
  const bytes = Buffer.from(encoded, "base64");
  if (bytes.byteLength !== count * dimension * 4) return null;
  // Copied, because a Buffer may start anywhere and a Float32Array only at a multiple of four
  const all = new Float32Array(new Uint8Array(bytes).buffer);
  return Array.from({ length: count }, (_, row) =>
    all.slice(row * dimension, (row + 1) * dimension),
  );
}
