import { z } from "zod";

/** What Hearth did less well than it could, and says so. Clients translate by code and params. */
export const notice = z.object({
  code: z.enum([
    /** No embedding model: searched by keyword. */
    "keyword-only",
    /** No language model: the passages themselves are the answer. */
    "passages-only",
    /** The model could not be used; params.reason says why. The passages are the answer. */
    "model-failed",
    /** params.kept of params.total passages fitted the model's context. */
    "passages-dropped",
    /** params.kept of params.total earlier turns fitted. */
    "history-dropped",
    /** The model wrote no citation; the sources are what it was given. */
    "not-cited",
    /** Some documents are not searchable yet; params.pending. */
    "index-building",
    /** The file that the question seemed to name, params.name, answers nothing: all were searched. */
    "searched-everything",
    /** The question names a file, params.name, that is not in the library; params.nearest is named alike, or "". */
    "no-such-file",
    /** A worker died and was started again; params.worker. */
    "worker-restarted",
  ]),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Notice = z.infer<typeof notice>;
export type NoticeCode = Notice["code"];
