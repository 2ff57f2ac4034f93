import { describe, expect, it } from "vitest";
import { newTurn } from "#contract/fold-turn.ts";
import type { ConversationId, TurnId } from "#contract/ids.ts";
import type { Source, Turn } from "#contract/turns.ts";
import {
  conversationMarkdown,
  copiedMarkdown,
  turnMarkdown,
} from "../../../renderer/features/chat/turn-markdown.ts";
import { hit } from "../../support/chat-harness.ts";

const words = { sources: "Sources", nothingFound: "Nothing answers this." };
const source = (number: number, text: string): Source => ({
  ...hit(text),
  number,
  rank: number,
  isUsed: true,
});
const turn = (facts: Partial<Turn> = {}): Turn => ({
  ...newTurn({
    id: "t" as TurnId,
    conversationId: "c" as ConversationId,
    question: "When is *rent* due?",
    askedAt: 0,
  }),
  state: "finished",
  answer: "Monthly [2].",
  sources: [source(1, "Ducks swim."), source(2, "Rent is due\nmonthly [7].")],
  citations: [{ number: 2, path: "", page: null, start: 0, end: 1, text: "x" }],
  ...facts,
});

describe("an answer that is copied", () => {
  it("has the numbered sources that it cites below it, and no other", () => {
    expect(copiedMarkdown(turn(), words)).toBe(
      "Monthly [2].\n\n**Sources**\n\n[2] **lease.pdf, page 3** · Terms",
    );
  });

  it("that cites nothing has those that the model was given", () => {
    expect(copiedMarkdown(turn({ citations: [] }), words)).toContain("[1] **");
  });

  it("is nothing where nothing was found", () => {
    const empty = turn({ answer: "", citations: [], reason: "nothing-found" });
    expect(copiedMarkdown(empty, words)).toBe("");
  });
});

describe("an exported conversation", () => {
  it("holds each question as text, its answer, and file, page and words of each source", () => {
    const { path } = hit("");
    expect(conversationMarkdown("Rent_", [turn()], words)).toBe(
      [
        "# Rent\\_",
        "## When is \\*rent\\* due?",
        "Monthly [2].",
        "**Sources**",
        "[2] **lease.pdf, page 3** · Terms",
        path,
        "> Rent is due\n> monthly [\u20607].\n",
      ].join("\n\n"),
    );
  });

  it("says what became of a question without an answer", () => {
    const empty = { answer: "", citations: [], sources: [] };
    expect(
      turnMarkdown(turn({ ...empty, reason: "nothing-found" }), words),
    ).toContain("Nothing answers this.");
    expect(
      turnMarkdown(
        turn({
          ...empty,
          error: {
            code: "internal",
            message: "It broke.",
            advice: null,
            params: {},
          },
        }),
        words,
      ),
    ).toContain("It broke.");
  });
});
