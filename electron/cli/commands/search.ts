import type { Notice } from "#contract/notices.ts";
import type { SearchHit, SearchMode } from "#contract/search.ts";
import type { Engine } from "#engine/create-engine.ts";
import type { CommonOptions } from "../common-options.ts";
import { placeOf, withEngine } from "../with-engine.ts";

/** `hearth search QUERY`: passages, best first. */
export function searchCommand(
  query: string,
  options: CommonOptions & {
    k: number;
    mode: SearchMode;
    /** In all workspaces. */
    everywhere: boolean;
  },
): Promise<number> {
  return withEngine(options, async ({ engine, output, signal }) => {
    const place = await placeOf(engine, options);
    const result = await engine.client.search.run(
      { ...place, query, mode: options.mode, k: options.k },
      { signal },
    );
    const nameOf = await workspaceNames(engine);
    output.json({
      query: result.query,
      mode: result.mode,
      hits: result.hits.map((hit) => ({
        ...hitOf(hit),
        ...(options.everywhere ? { workspace: nameOf(hit) } : {}),
      })),
      considered: result.considered,
      answerability: result.answerability,
      notices: result.notices,
    });
    for (const notice of result.notices) output.note(sentenceOf(notice));
    if (result.answerability.answerable === "no" && result.hits.length > 0)
      output.line("Nothing in your files answers this. Nearest to it:");
    for (const [index, hit] of result.hits.entries()) {
      const page = hit.page === null ? "" : `, page ${hit.page}`;
      const workspace = options.everywhere ? ` (${nameOf(hit)})` : "";
      output.line(`${index + 1}. ${hit.path}${page}${workspace}`);
      if (hit.headings.length > 0)
        output.line(`   ${hit.headings.join(" › ")}`);
      output.line(`   ${excerptOf(hit.text)}`);
    }
    if (result.hits.length === 0) output.line("Nothing found.");
    return 0;
  });
}

/** What the workspace of a hit is called. */
async function workspaceNames(engine: Engine) {
  const workspaces = await engine.client.workspaces.list();
  return ({ workspaceId }: SearchHit): string =>
    workspaces.find(({ id }) => id === workspaceId)?.name ?? "";
}

function hitOf(hit: SearchHit) {
  const { path, documentId, page, start, end, headings, score, text } = hit;
  const { name, foundBy } = hit;
  return {
    path,
    documentId,
    page,
    start,
    end,
    headings,
    score,
    text,
    name,
    foundBy,
  };
}

function excerptOf(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= 300 ? line : `${line.slice(0, 300)}…`;
}

/** What Hearth did less well than it could, in English. */
export function sentenceOf({ code, params }: Notice): string {
  const sentences: Record<Notice["code"], string> = {
    "keyword-only":
      params["reason"] === "model-missing"
        ? "No embedding model is in use: searched by keyword."
        : `The embedding model could not be used (${params["reason"]}): searched by keyword.`,
    "passages-only":
      "There is no language model: the answer is the passages themselves.",
    "model-failed": `The model could not be used: ${params["reason"] ?? ""}`,
    "passages-dropped": `${params["kept"]} of ${params["total"]} passages fitted.`,
    "history-dropped": `${params["kept"]} of ${params["total"]} earlier turns fitted.`,
    "not-cited": "The model wrote no citation; these are the sources it had.",
    "index-building": `${params["pending"]} documents are not searchable yet.`,
    "searched-everything": `${params["name"]} answers nothing here, so all files were searched.`,
    "no-such-file": `No file here is called ${params["name"]}.${params["nearest"] ? ` Nearest: ${params["nearest"]}.` : ""}`,
    "worker-restarted": `The ${params["worker"]} process ended and was started again.`,
  };
  return sentences[code];
}
