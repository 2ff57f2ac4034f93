import { useRef, useState } from "react";
import type { ConversationId } from "#contract/ids.ts";
import { useHearth } from "../../client/hearth.ts";
import {
  type Chosen,
  documentsOf,
  foldersOf,
} from "../../common/use-chosen.ts";
import { addPastedTexts } from "./add-pasted-texts.ts";
import { askedWorkspace, askPlace, useAsk } from "./use-ask.ts";
import type { PastedText } from "./use-pasted-texts.ts";

export interface Sending {
  /** What is done with the question now. */
  state: "idle" | "reading" | "asking";
  /** True when the question was taken; else it was said why not, or it was cancelled. */
  send(
    question: string,
    texts: readonly PastedText[],
    chosen: readonly Chosen[],
  ): Promise<boolean>;
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

  const readTexts = async (texts: readonly PastedText[]) => {
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
    send: async (question, texts, chosen) => {
      setState("asking");
      const read = texts.length === 0 ? [] : await readTexts(texts);
      if (read === null) {
        setState("idle");
        return false;
      }
      setState("asking");
      const isScoped = texts.length > 0 || chosen.length > 0;
      const isTaken = await ask(
        question,
        isScoped ? [...read, ...documentsOf(chosen)] : undefined,
        isScoped ? foldersOf(chosen) : undefined,
      );
      setState("idle");
      return isTaken;
    },
    cancel: () => reading.current?.abort(),
  };
}
