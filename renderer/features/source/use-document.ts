import { useEffect, useRef, useState } from "react";
import type { DocumentId } from "#contract/ids.ts";
import type { DocumentOutline, Section } from "#contract/library.ts";
import { type Failure, failureFrom } from "../../client/failures.ts";
import { useHearth } from "../../client/hearth.ts";

export interface OpenDocument {
  outline: DocumentOutline | null;
  failure: Failure | null;
  /** The text of a section, kept once it is there. */
  textOf(section: Section): Promise<string>;
}

/** A document's outline, and its text a section at a time. */
export function useDocument(id: DocumentId): OpenDocument {
  const { client } = useHearth();
  const [outline, setOutline] = useState<DocumentOutline | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const texts = useRef(new Map<string, Promise<string>>());

  useEffect(() => {
    const controller = new AbortController();
    setOutline(null);
    setFailure(null);
    client.library
      .outline({ documentId: id }, { signal: controller.signal })
      .then(setOutline)
      .catch((error: unknown) => {
        if (!controller.signal.aborted) setFailure(failureFrom(error));
      });
    return () => controller.abort();
  }, [client, id]);

  return {
    // The outline of the document before is not this one's
    outline: outline?.document.id === id ? outline : null,
    failure,
    textOf: ({ start, end }) => {
      const key = `${id} ${start}`;
      const known = texts.current.get(key);
      if (known !== undefined) return known;
      const text = client.library
        .slice({ documentId: id, start, end })
        .then((slice) => slice.text);
      texts.current.set(key, text);
      // A failed section is asked for again the next time that it is in sight
      text.catch(() => texts.current.delete(key));
      return text;
    },
  };
}
