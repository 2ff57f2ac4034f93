import { implement } from "@orpc/server";
import { contract } from "#contract/index.ts";
import { notJudged } from "#contract/search.ts";
import { fakeSources } from "../fake-answers.ts";
import { leaseText } from "../fake-documents.ts";
import type { FakeState } from "./state.ts";

const os = implement(contract);

function lastArticle() {
  const words = "The landlord may give notice";
  const start = leaseText.indexOf(words);
  return { start, end: start + words.length };
}

/** Searches, names for the palette and `@`, and what a screen begins with. */
export function searchCalls(state: FakeState) {
  return {
    search: {
      run: os.search.run.handler(async ({ input }) => {
        await state.beforeSearch(input.query);
        return {
          query: input.query,
          mode: input.mode,
          hits: fakeSources(),
          considered: 212,
          answerability: notJudged,
          notices: [],
        };
      }),
    },
    palette: {
      find: os.palette.find.handler(async ({ input }) => {
        await state.beforeSearch(input.query);
        const wanted = input.query.toLowerCase();
        const matchesIn = (text: string) => {
          const start = text.toLowerCase().indexOf(wanted);
          return start < 0 ? [] : [{ start, end: start + wanted.length }];
        };
        const snippet =
          "You must give three months’ written notice, by registered letter.";
        return {
          passages: fakeSources()
            .filter(() => snippet.includes(wanted))
            .slice(0, 2)
            .map((hit, index) => ({
              hit,
              considered: 212,
              snippet: index === 0 ? snippet : `Article 8: ${snippet}`,
              // Of the second the last words, which stand in the next article
              mark:
                index === 0
                  ? { start: hit.start, end: hit.end }
                  : lastArticle(),
              matches: matchesIn(snippet),
            })),
          documents: state.library
            .list({
              workspaceId: state.workspaceId,
              offset: 0,
              limit: 6,
              filter: input.query,
            })
            .documents.map((document) => ({
              document,
              matches: matchesIn(document.name),
            })),
          conversations: state.conversations
            .filter(({ title }) => title.toLowerCase().includes(wanted))
            .slice(0, 6)
            .map((item) => ({
              conversation: item,
              snippet,
              matches: matchesIn(snippet),
              titleMatches: matchesIn(item.title),
            })),
        };
      }),
      mentionable: os.palette.mentionable.handler(async ({ input }) => {
        await state.beforeSearch(`@${input.query}`);
        return state.library.mentionable(state.workspaceId, input.query);
      }),
    },
    start: {
      overview: os.start.overview.handler(() => {
        const { documents } = state.library.list({
          workspaceId: state.workspaceId,
          offset: 0,
          limit: 5,
          filter: "",
          status: "indexed",
        });
        return {
          recent: documents,
          questions: documents.slice(0, 3).map(({ id, name }) => ({
            question: `What does ${name} say about “Notice”?`,
            documentId: id,
          })),
        };
      }),
    },
  };
}
