import { useRef, useState } from "react";
import type { ConversationId } from "#contract/ids.ts";
import { useHearth } from "../../client/hearth.ts";
import { addPastedTexts } from "./add-pasted-texts.ts";
import { askedWorkspace, askPlace, useAsk } from "./use-ask.ts";
import type { PastedText } from "./use-pasted-texts.ts";

export interface Sending {
  /** What is done with the question now. */
  state: "idle" | "reading" | "asking";
  /** True when the question was taken; else it was said why not, or it was cancelled. */
  send(question: string, texts: readonly PastedText[]): Promise<boolean>;
  /** Leaves off waiting for texts to be read. */
  cancel(): void;
}

/** Asks a question, about the pasted texts where there are some: these are added to the library before. */
export function useSend(id: ConversationId | null): Sending {
  const { app, client, connection, conversations, library, messages } =
    useHearth();
  const ask = useAsk(id);
  const [state, setState] = useState<Sending["state"]>("idle");
  const reading = useRef<AbortController | null>(null);

  const read = async (texts: readonly PastedText[]) => {
    const workspaceId = askedWorkspace({ app, conversations }, id);
    // Asking says that nobody is there
    if (workspaceId === null || connection.getState().status === "lost")
      return [];
    const controller = new AbortController();
    reading.current = controller;
    setState("reading");
    const { attempt, tell } = messages.getState();
    return attempt(
      () =>
        addPastedTexts({ client, library }, workspaceId, texts, {
          onFailure: (failure) => tell(failure, askPlace),
          signal: controller.signal,
        }),
      askPlace,
    );
  };
  return {
    state,
    send: async (question, texts) => {
      setState("asking");
      const documentIds = texts.length === 0 ? undefined : await read(texts);
      if (documentIds === null) {
        setState("idle");
        return false;
      }
      setState("asking");
      const isTaken = await ask(question, documentIds);
      setState("idle");
      return isTaken;
    },
    cancel: () => reading.current?.abort(),
  };
}
