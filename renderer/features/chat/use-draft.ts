import { useEffect, useState } from "react";
import { draftName } from "../../client/drafts.ts";

/** What is typed and not yet asked, kept for each conversation until the window closes. */
export function useDraft(key: string): [string, (draft: string) => void] {
  const name = draftName(key);
  const [draft, setDraft] = useState(() => sessionStorage.getItem(name) ?? "");
  useEffect(() => {
    if (draft === "") sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, draft);
  }, [name, draft]);
  return [draft, setDraft];
}
