import type { SearchHit, SearchResult } from "#contract/search.ts";
import { notJudged } from "#contract/search.ts";
import type { Source, Turn } from "#contract/turns.ts";
import type { SearchScope } from "#contract/workspaces.ts";
import type { AnswerTextReader } from "#core/library/documents/answer-text-reader.ts";
import { withoutFileWords } from "#core/library/documents/said-files.ts";
import { asksForWhole } from "#core/words/overview-words.ts";
import { questionTerms } from "#core/words/terms.ts";
import { type Overview, overviewOf } from "./overview.ts";

/** Passages that are looked for; how many the model gets is a matter of its window. */
const passagesWanted = 12;
/** What is shown at once competes for the best sentence, however near its passage. */
const alwaysOffered = 3;
/** A question of no more telling words may be about what the one before was about. */
const maxFollowUpWords = 2;

export interface PassageSearch {
  run(
    input: {
      workspaceId: string;
      scope: SearchScope;
      documentIds?: readonly string[] | undefined;
      query: string;
      mode: "hybrid";
      k: number;
    },
    options: { signal: AbortSignal },
  ): Promise<SearchResult>;
}

/** What is looked for, and where. */
export interface PassageRequest {
  workspaceId: string;
  scope: SearchScope;
  question: string;
  /** The documents that were chosen, or that the question names. */
  within: Turn["within"];
  /** All documents to search; null for every one. */
  only: readonly string[] | null;
  /** See AskedDocuments. */
  isGuess: boolean;
  /** The question without the names of those documents. */
  asked: string;
  /** See AskedDocuments. */
  missing: readonly { name: string }[];
  /** The question before in this conversation; null for the first. */
  previousQuestion: string | null;
}

export interface FoundPassages extends SearchResult {
  /** Whether any of the hits answers. */
  isAnswered: boolean;
  /** Of the hits, what is quoted or offered behind "more": the first, and those nearer than strangers are. */
  offered: SearchHit[];
  /** Where documents are asked for as a whole; then the hits are its own. */
  overview: Overview | null;
  /** The documents were only guessed, and answer nothing: everything was searched. */
  isWidened: boolean;
  /** False where what is asked of a missing file is nothing that others could answer. */
  isSearched: boolean;
}

/**
 * Finds what answers: of named or chosen documents what they say as a whole where nothing in particular is asked of
 * them, else passages. Within those documents nothing is refused: the person knows that it is there.
 * @throws AppError as the search does, and the signal's reason
 */
export async function findPassages(
  parts: { search: PassageSearch; reader: AnswerTextReader },
  request: PassageRequest,
  { signal }: { signal: AbortSignal },
): Promise<FoundPassages> {
  const { asked, only, isGuess, within } = request;
  if (within.length > 0 && asksForWhole(asked)) {
    const ids = within.map(({ documentId }) => documentId);
    const overview = overviewOf(ids, parts.reader);
    if (overview !== null) return wholeDocuments(asked, overview);
  }
  // Of other files it would be no summary
  if (request.missing.length > 0 && asksForWhole(asked)) return nothing(asked);
  const search = (query: string, documentIds: readonly string[] | null) =>
    parts.search.run(
      {
        workspaceId: request.workspaceId,
        scope: request.scope,
        documentIds: documentIds ?? undefined,
        query,
        mode: "hybrid",
        k: passagesWanted,
      },
      { signal },
    );
  const answers = ({ hits, answerability }: SearchResult) =>
    hits.length > 0 && answerability.answerable !== "no";
  if (only !== null) {
    const found = await search(asked === "" ? request.question : asked, only);
    const isAnswered = isGuess ? answers(found) : found.hits.length > 0;
    if (isAnswered || !isGuess)
      return { ...passages(found, isAnswered), offered: found.hits };
    const all = await search(withoutFileWords(request.question), null);
    return { ...passages(all, answers(all)), isWidened: true };
  }
  const joined = searchQuery({
    question: asked,
    previousQuestion: request.previousQuestion,
  });
  const first = await search(joined, null);
  // The question before may have been about something else
  const found =
    joined === asked || answers(first) ? first : await search(asked, null);
  return passages(found, answers(found));
}

const passages = (found: SearchResult, isAnswered: boolean): FoundPassages => ({
  ...found,
  isAnswered,
  offered: found.hits.filter(
    ({ isNear }, index) => index < alwaysOffered || isNear !== false,
  ),
  overview: null,
  isWidened: false,
  isSearched: true,
});

const nothing = (query: string): FoundPassages => ({
  query,
  mode: "keyword",
  hits: [],
  offered: [],
  considered: 0,
  answerability: { ...notJudged, answerable: "no" },
  notices: [],
  isAnswered: false,
  overview: null,
  isWidened: false,
  isSearched: false,
});

function wholeDocuments(query: string, overview: Overview): FoundPassages {
  return {
    query,
    mode: "keyword",
    hits: overview.hits,
    offered: overview.hits,
    considered: overview.hits.length,
    answerability: notJudged,
    notices: [],
    isAnswered: true,
    isWidened: false,
    isSearched: true,
    overview,
  };
}

/** "And the rent?" says too little to be searched for: then the question before it is searched for with it. */
export function searchQuery({
  question,
  previousQuestion,
}: {
  question: string;
  previousQuestion: string | null;
}): string {
  return previousQuestion !== null &&
    questionTerms(question).size <= maxFollowUpWords
    ? `${previousQuestion} ${question}`
    : question;
}

/** The ranking as sources: the first `used` of them are what the answer is made from. */
export function numbered(hits: readonly SearchHit[], used: number): Source[] {
  return hits.map((hit, index) => ({
    ...hit,
    number: index + 1,
    rank: index + 1,
    isUsed: index < used,
  }));
}
