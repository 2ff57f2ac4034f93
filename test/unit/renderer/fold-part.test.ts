import { describe, expect, it } from "vitest";
import type { ConversationId, TurnId } from "#contract/ids.ts";
import type { TurnPart } from "#contract/turns.ts";
import {
  foldParts,
  newTurn,
} from "../../../renderer/client/state/fold-part.ts";

const turn = newTurn(
  "33333333-3333-4333-8333-000000000001" as TurnId,
  "22222222-2222-4222-8222-000000000001" as ConversationId,
  "When?",
  0,
);
const delta = (seq: number, text: string): TurnPart => ({
  type: "delta",
  seq,
  text,
});

describe("a turn folded from its parts", () => {
  it("writes no delta twice when a stream is attached again", () => {
    const first = foldParts(turn, [delta(1, "In "), delta(2, "May")]);
    const again = foldParts(first, [delta(2, "May"), delta(3, ".")]);
    expect(again.answer).toBe("In May.");
    expect(again.lastSeq).toBe(3);
  });

  it("leaves the turn that it was given as it was", () => {
    foldParts(turn, [delta(1, "x")]);
    expect(turn.answer).toBe("");
  });

  it("keeps what was written when the turn fails", () => {
    const failed = foldParts(turn, [
      delta(1, "In "),
      {
        type: "error",
        seq: 2,
        error: {
          code: "worker-crashed",
          message: "It stopped.",
          advice: null,
          params: {},
        },
      },
    ]);
    expect(failed).toMatchObject({ state: "failed", answer: "In " });
  });
});
