import { open } from "node:fs/promises";

/** Names, sizes and the architecture stand before the vocabulary, well within this. */
const readBytes = 64 * 1024;
const smallestVersion = 2;
const largestVersion = 3;
const wantedKeys =
  /^general\.(architecture|name|file_type|size_label)$|\.context_length$/u;

export interface GgufHeader {
  architecture: string | null;
  name: string | null;
  quantisation: string | null;
  contextTokens: number | null;
}

/** llama.cpp's own names of general.file_type. */
const quantisations: Record<number, string> = {
  0: "F32",
  1: "F16",
  2: "Q4_0",
  3: "Q4_1",
  7: "Q8_0",
  8: "Q5_0",
  9: "Q5_1",
  10: "Q2_K",
  11: "Q3_K_S",
  12: "Q3_K_M",
  13: "Q3_K_L",
  14: "Q4_K_S",
  15: "Q4_K_M",
  16: "Q5_K_S",
  17: "Q5_K_M",
  18: "Q6_K",
  19: "IQ2_XXS",
  20: "IQ2_XS",
  21: "Q2_K_S",
  22: "IQ3_XS",
  23: "IQ3_XXS",
  24: "IQ1_S",
  25: "IQ4_NL",
  26: "IQ3_S",
  27: "IQ3_M",
  28: "IQ2_S",
  29: "IQ2_M",
  30: "IQ4_XS",
  31: "IQ1_M",
  32: "BF16",
};

/**
 * What a GGUF file says of itself in its first bytes; null when it is none of a known version.
 * Read here and not by node-llama-cpp, so that the engine's process never loads it.
 */
export async function readGgufHeader(path: string): Promise<GgufHeader | null> {
  const file = await open(path, "r");
  try {
    const buffer = Buffer.alloc(readBytes);
    const { bytesRead } = await file.read(buffer, 0, readBytes, 0);
    return parseGgufHeader(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** Of the first bytes of a file, which may end within the header. Null for another format or an unknown version. */
export function parseGgufHeader(bytes: Buffer): GgufHeader | null {
  const isGguf =
    bytes.length >= 24 && bytes.subarray(0, 4).toString("latin1") === "GGUF";
  if (!isGguf) return null;
  const version = bytes.readUInt32LE(4);
  if (version < smallestVersion || version > largestVersion) return null;
  const values = readValues(bytes, Number(bytes.readBigUInt64LE(16)));
  const architecture = text(values.get("general.architecture"));
  const context = values.get(`${architecture}.context_length`);
  const fileType = values.get("general.file_type");
  return {
    architecture,
    name: text(values.get("general.name")),
    quantisation:
      typeof fileType === "number" ? (quantisations[fileType] ?? null) : null,
    contextTokens: typeof context === "number" && context > 0 ? context : null,
  };
}

function text(value: string | number | undefined): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** The wanted keys up to the end of the bytes or the first list, behind which the vocabulary begins. */
function readValues(
  bytes: Buffer,
  count: number,
): Map<string, string | number> {
  const values = new Map<string, string | number>();
  const reader = new Reader(bytes);
  for (let index = 0; index < count; index += 1) {
    const key = reader.string();
    const type = reader.number(4);
    if (key === null || type === null) break;
    const value = reader.value(type);
    if (value === null) break;
    if (wantedKeys.test(key)) values.set(key, value);
  }
  return values;
}

/** Widths of the number types by their id in the format. */
const widths: Record<number, 1 | 2 | 4 | 8> = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  7: 1,
  10: 8,
  11: 8,
  12: 8,
};
const floatTypes = new Set([6, 12]);
const stringType = 8;
const arrayType = 9;

/** Reads forward; null once the bytes end. Nothing that the file claims makes it read or keep more than they hold. */
class Reader {
  readonly #bytes: Buffer;
  #offset = 24;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  value(type: number): string | number | null {
    if (type === stringType) return this.string();
    if (type === arrayType) return this.#skipArray();
    const width = widths[type];
    if (width === undefined) return null;
    const value = this.number(width);
    return floatTypes.has(type) ? (value === null ? null : 0) : value;
  }

  string(): string | null {
    const length = this.number(8);
    if (length === null || this.#offset + length > this.#bytes.length)
      return null;
    const start = this.#offset;
    this.#offset += length;
    return this.#bytes.toString("utf8", start, this.#offset);
  }

  /** Little-endian, unsigned. */
  number(width: 1 | 2 | 4 | 8): number | null {
    if (this.#offset + width > this.#bytes.length) return null;
    const at = this.#offset;
    this.#offset += width;
    return width === 8
      ? Number(this.#bytes.readBigUInt64LE(at))
      : this.#bytes.readUIntLE(at, width);
  }

  #skipArray(): number | null {
    const type = this.number(4);
    const count = this.number(8);
    if (type === null || count === null) return null;
    for (let index = 0; index < count; index += 1)
      if (this.value(type) === null) return null;
    return count;
  }
}
