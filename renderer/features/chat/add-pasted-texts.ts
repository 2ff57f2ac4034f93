import type { DocumentId, JobId, WorkspaceId } from "#contract/ids.ts";
import type { Failure } from "../../client/failures.ts";
import type { Hearth } from "../../client/hearth.ts";
import type { PastedText } from "./use-pasted-texts.ts";

/**
 * Adds texts to the library as documents and resolves with them when they are searchable. A text that is there
 * already is not added again. Aborting leaves off waiting. Rejects with what a call throws; a text that could not be
 * read is told by `onFailure`, and null is returned.
 */
export async function addPastedTexts(
  { client, library }: Pick<Hearth, "client" | "library">,
  workspaceId: WorkspaceId,
  texts: readonly PastedText[],
  {
    onFailure,
    signal,
  }: { onFailure: (failure: Failure) => void; signal: AbortSignal },
): Promise<DocumentId[] | null> {
  const ids: DocumentId[] = [];
  for (const { name, text } of texts) {
    const { jobId, path } = await client.library.addText(
      { workspaceId, name, text },
      { signal },
    );
    await ended(library, jobId, { signal });
    const { documents } = await client.library.list(
      { workspaceId, filter: name },
      { signal },
    );
    const document = documents.find((one) => one.path === path);
    if (document?.status !== "indexed") {
      onFailure(
        document?.reason ?? {
          code: "file-unreadable",
          message: `${name} was not read.`,
          advice: "Ask once more.",
          params: {},
        },
      );
      return null;
    }
    ids.push(document.id);
  }
  return ids;
}

/** Resolves when the job is over, however it ended. */
function ended(
  library: Hearth["library"],
  id: JobId,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (then: () => void) => {
      stop();
      signal.removeEventListener("abort", onAbort);
      then();
    };
    const onAbort = () => settle(() => reject(signal.reason));
    const look = () => {
      const job = library.getState().jobs.find((one) => one.id === id);
      if (job !== undefined && job.finishedAt !== null) settle(resolve);
    };
    const stop = library.subscribe(look);
    signal.addEventListener("abort", onAbort);
    if (signal.aborted) onAbort();
    else look();
  });
}
