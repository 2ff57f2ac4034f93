import { describe, expect, it } from "vitest";
import { foldParts, newTurn } from "#contract/fold-turn.ts";
import type { ConversationId, ModelId, TurnId } from "#contract/ids.ts";
import type { TurnPart } from "#contract/turns.ts";

const turn = newTurn({
  id: "33333333-3333-4333-8333-000000000001" as TurnId,
  conversationId: "22222222-2222-4222-8222-000000000001" as ConversationId,
  question: "When?",
  askedAt: 0,
});
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

  it("is answered by passages once the model has given up", () => {
    const given = foldParts(turn, [
      {
        type: "start",
        seq: 1,
        turnId: turn.id,
        model: { id: "broken" as ModelId, name: "broken" },
        route: "local",
        within: [],
        warnings: [],
      },
      {
        type: "warning",
        seq: 2,
        notice: { code: "model-failed", params: { reason: "model-damaged" } },
      },
    ]);
    expect(given.route).toBe("passages");
    expect(turn.notices).toEqual([]);
  });

  // Would catch: an answer that is gone on with starts anew, or still looks cut, or ends while it is written
  it("goes on after its end where it was cut", () => {
    const cut = foldParts(turn, [
      delta(1, "It ends "),
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
    const going = foldParts(cut, [
      {
        type: "continue",
        seq: 3,
        model: { id: "other" as ModelId, name: "other" },
      },
      delta(4, "in May."),
    ]);
    expect(going).toMatchObject({
      state: "running",
      answer: "It ends in May.",
      reason: null,
      error: null,
      model: { name: "other" },
      lastSeq: 4,
    });
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
