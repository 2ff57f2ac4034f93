import type { ReactNode } from "react";
import { expect, it } from "vitest";
import { newTurn } from "#contract/fold-turn.ts";
import type { ConversationId, DocumentId, TurnId } from "#contract/ids.ts";
import { ChosenChips } from "../../../renderer/common/mentions/chosen-chips.tsx";
import { WithinChips } from "../../../renderer/features/chat/within-chips.tsx";
import { markupOf } from "./markup-of.tsx";

const documents = ["house", "boat"].map((folder) => ({
  documentId: folder as DocumentId,
  name: "SOURCE.md",
  folder: `/home/ana/${folder}`,
}));
async function labelsIn(chips: ReactNode) {
  const html = await markupOf(chips);
  return [...html.matchAll(/aria-label="(Don’t[^"]*|[^"]*SOURCE[^"]*)"/g)].map(
    ([, label]) => label,
  );
}

// Would catch: five chips "Only in SOURCE.md" that nobody can tell apart, before or after it was asked
it("chips of files of one name say their folders", async () => {
  const [first] = documents;
  const turn = newTurn({
    id: "t" as TurnId,
    conversationId: "c" as ConversationId,
    question: "?",
    askedAt: 1,
  });
  const within = (of: typeof documents) => (
    <WithinChips turn={{ ...turn, within: of }} onRemove={() => undefined} />
  );
  expect(await labelsIn(within(documents))).toEqual([
    "Ask again without keeping to SOURCE.md, house",
    "Ask again without keeping to SOURCE.md, boat",
  ]);
  expect(await labelsIn(within(first === undefined ? [] : [first]))).toEqual([
    "Ask again without keeping to SOURCE.md",
  ]);
  expect(
    await labelsIn(
      <ChosenChips
        chosen={documents.map((one) => ({ kind: "document", ...one }))}
        isLocked={false}
        onRemove={() => undefined}
        className=""
      />,
    ),
  ).toEqual([
    "Don’t keep to SOURCE.md, house",
    "Don’t keep to SOURCE.md, boat",
  ]);
});
