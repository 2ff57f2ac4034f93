/** What the command line needs to measure retrieval: everything that knows it is an evaluation is in here. */
export {
  type CorpusDocument,
  parseCorpus,
  parseJudgements,
  parseQueries,
} from "#core/evaluation/beir.ts";
export { evaluateRetrieval } from "#core/evaluation/retrieval-evaluation.ts";
