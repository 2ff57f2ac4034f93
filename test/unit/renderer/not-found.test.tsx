import { expect, it } from "vitest";
import { newTurn } from "#contract/fold-turn.ts";
import type { ConversationId, DocumentId, TurnId } from "#contract/ids.ts";
import { notJudged } from "#contract/search.ts";
import type { Turn } from "#contract/turns.ts";
import { NotFound } from "../../../renderer/ui/answer/not-found.tsx";
import { markupOf } from "./markup-of.tsx";

const turn: Turn = {
  ...newTurn({
    id: "t" as TurnId,
    conversationId: "c" as ConversationId,
    question: "?",
    askedAt: 1,
  }),
  answerability: {
    ...notJudged,
    answerable: "no",
    words: [{ word: "file", passages: 0 }],
  },
};
const missing = (name: string): Turn["notices"][number] => ({
  code: "no-such-file",
  params: { name, nearest: "" },
});

async function saidOf(facts: Partial<Turn>) {
  const html = await markupOf(<NotFound turn={{ ...turn, ...facts }} />);
  return html.replace(/<[^>]*>/g, "").trim();
}

// Would catch: a refusal that argues about a word where the file is not there, or says of one of two files alone
it("says of each file that is not there that it is not, and then nothing of words", async () => {
  expect(await saidOf({})).toBe(
    "Nothing in your files answers this. No passage has the word “file”.",
  );
  expect(await saidOf({ notices: [missing("a.pdf"), missing("b.pdf")] })).toBe(
    "No file here is called a.pdf. No file here is called b.pdf.",
  );
  expect(
    await saidOf({
      notices: [missing("a.pdf")],
      within: [
        { documentId: "d" as DocumentId, name: "plan.md", folder: "/home" },
      ],
    }),
  ).toContain("No file here is called a.pdf.");
});
