import { useCallback, useState } from "react";
import { readDraft, writeDraft } from "../client/drafts.ts";

/** What is typed under this key; written at once, so that an error in the next drawing costs no letter. */
export function useDraft(key: string): [string, (draft: string) => void] {
  const [shown, setShown] = useState({ key, draft: readDraft(key) });
  if (shown.key !== key) setShown({ key, draft: readDraft(key) });
  const setDraft = useCallback(
    (draft: string) => {
      writeDraft(key, draft);
      setShown({ key, draft });
    },
    [key],
  );
  return [shown.key === key ? shown.draft : readDraft(key), setDraft];
}
