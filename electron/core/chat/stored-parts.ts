import { z } from "zod";
import { type TurnPart, turnPart } from "#contract/turns.ts";

/**
 * A run of deltas in one row: the text of all, and the length of each in UTF-16 units. An answer of a thousand deltas
 * is opened as one, and a watcher in the middle of it still gets just what it has not seen.
 */
const deltaRun = z.object({
  type: z.literal("delta-run"),
  /** Of the first. */
  seq: z.number().int().positive(),
  text: z.string(),
  lengths: z.array(z.number().int().nonnegative()),
});
type DeltaRun = z.infer<typeof deltaRun>;
type Delta = Extract<TurnPart, { type: "delta" }>;

const storedPart = z.union([deltaRun, turnPart]);

export type StoredPart = DeltaRun | TurnPart;

/** Parts as rows, in order, those of a run of deltas as one. */
export function packParts(parts: readonly TurnPart[]): StoredPart[] {
  const packed: StoredPart[] = [];
  for (const part of parts) {
    const last = packed.at(-1);
    if (part.type !== "delta") packed.push(part);
    else if (last?.type === "delta-run") {
      last.text += part.text;
      last.lengths.push(part.text.length);
    } else
      packed.push({
        type: "delta-run",
        seq: part.seq,
        text: part.text,
        lengths: [part.text.length],
      });
  }
  return packed;
}

/** The parts of a row above fromSeq, each as it was appended. @throws where the row is none of ours */
export function unpackPart(row: string, fromSeq: number): TurnPart[] {
  const stored = storedPart.parse(JSON.parse(row));
  const parts = stored.type === "delta-run" ? deltasOf(stored) : [stored];
  return parts.filter(({ seq }) => seq > fromSeq);
}

/** As `unpackPart`, a run of deltas as one part with the seq of its last: what folds to the same turn. */
export function unpackForFolding(row: string): TurnPart {
  const stored = storedPart.parse(JSON.parse(row));
  return stored.type === "delta-run"
    ? {
        type: "delta",
        seq: stored.seq + stored.lengths.length - 1,
        text: stored.text,
      }
    : stored;
}

function deltasOf({ seq, text, lengths }: DeltaRun): Delta[] {
  let start = 0;
  return lengths.map((length, place) => {
    const end = start + length;
    const delta: Delta = {
      type: "delta",
      seq: seq + place,
      text: text.slice(start, end),
    };
    start = end;
    return delta;
  });
}
