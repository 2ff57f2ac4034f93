import { useTranslation } from "react-i18next";
import type { ConversationSummary } from "#contract/conversations.ts";
import type { TurnId } from "#contract/ids.ts";
import type { HearthClient } from "#contract/index.ts";
import type { Turn } from "#contract/turns.ts";
import { useHearth } from "../../client/hearth.ts";
import { saveMarkdown } from "../../common/save-markdown.ts";
import {
  conversationMarkdown,
  type ExportWords,
  turnMarkdown,
} from "./turn-markdown.ts";

const turnsAtOnce = 200;

/** The words around what leaves as Markdown. */
export function useExportWords(): ExportWords {
  const { t } = useTranslation();
  return {
    sources: t("chat.sources"),
    nothingFound: t("chat.notFound.title"),
  };
}

/** Saves an answer or a whole conversation as a Markdown file with its sources. */
export function useExport() {
  const { client, messages, turns } = useHearth();
  const words = useExportWords();
  return {
    saveTurn: (turn: Turn) =>
      saveMarkdown(turn.question, `${turnMarkdown(turn, words)}\n`),
    saveConversation: async ({ id, title }: ConversationSummary) => {
      const through = turns.getState().threads[id]?.through ?? null;
      const line = await messages
        .getState()
        .attempt(() => allTurns(client, id, through));
      if (line !== null)
        saveMarkdown(title, conversationMarkdown(title, line, words));
    },
  };
}

/** Of the line that is shown, from the first one on, whether they are loaded or not. */
async function allTurns(
  client: HearthClient,
  conversationId: ConversationSummary["id"],
  through: TurnId | null,
): Promise<Turn[]> {
  const all: Turn[] = [];
  for (;;) {
    const before = all[0]?.id;
    const page = await client.conversations.get({
      conversationId,
      limit: turnsAtOnce,
      ...(through === null ? {} : { through }),
      // It goes before `through`
      ...(before === undefined ? {} : { before }),
    });
    all.unshift(...page.turns);
    if (page.earlier === 0 || page.turns.length === 0) return all;
  }
}
