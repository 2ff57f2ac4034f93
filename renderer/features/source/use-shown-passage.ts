import { useEffect, useState } from "react";
import type { Source } from "#contract/turns.ts";
import { useHearth } from "../../client/hearth.ts";
import type { OpenSource } from "../../client/state/selection-state.ts";

type Place = Pick<Source, "page" | "headings">;

/**
 * The passage that is shown, null for none. What a search marked is a sentence of a longer stretch, whose page and
 * headings may be others: its own are asked for, and until they are known it has no headings.
 */
export function useShownPassage(open: OpenSource): Source | null {
  const { client, messages } = useHearth();
  const [known, setKnown] = useState<{ of: Source; place: Place } | null>(null);
  const passage = open.passages[open.index] ?? null;
  const { documentId, turnId } = open;
  const sought = turnId === null ? passage : null;
  useEffect(() => {
    if (sought === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    void messages.getState().attempt(async () => {
      // Its end: a sentence never reaches beyond its own section
      const offset = Math.max(sought.start, sought.end - 1);
      const asked = client.library.place({ documentId, offset }, { signal });
      const place = await asked.catch((error: unknown) => {
        if (!signal.aborted) throw error;
        return null;
      });
      if (place !== null) setKnown({ of: sought, place });
    }, "source");
    return () => controller.abort();
  }, [client, messages, documentId, sought]);
  if (sought === null) return passage;
  return known?.of === sought
    ? { ...sought, ...known.place }
    : { ...sought, headings: [] };
}
