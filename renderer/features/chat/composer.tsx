import { Square } from "lucide-react";
import {
  type ClipboardEvent,
  type KeyboardEvent,
  useEffect,
  useRef,
} from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "#contract/ids.ts";
import { maxQuestionChars } from "#contract/turns.ts";
import { isComposing } from "#ui/is-typing.ts";
import { useHearth, useTurns } from "../../client/hearth.ts";
import { ChosenChips } from "../../common/mentions/chosen-chips.tsx";
import { MentionList } from "../../common/mentions/mention-list.tsx";
import { useFieldMentions } from "../../common/mentions/use-field-mentions.ts";
import { PlacedFailure } from "../../common/placed-failure.tsx";
import { useChosen } from "../../common/use-chosen.ts";
import { useDraft } from "../../common/use-draft.ts";
import { WorkspaceChip } from "../../common/workspace-chip.tsx";
import { AttachMenu, SendButton } from "./composer-buttons.tsx";
import { ContextMeter } from "./context-meter.tsx";
import { ModelChip } from "./model-chip.tsx";
import { PastedChips } from "./pasted-chips.tsx";
import { askPlace } from "./use-ask.ts";
import {
  maxPastedChars,
  pastedName,
  usePastedTexts,
} from "./use-pasted-texts.ts";
import { useSend } from "./use-send.ts";
import { useTypeAnywhere } from "./use-type-anywhere.ts";

/** A question to go on from; another object is another offer. */
export interface OfferedQuestion {
  text: string;
}

/** Where a question is written. Enter asks, Shift+Enter breaks the line, Escape stops the answer. */
export function Composer({
  id,
  offered,
}: {
  id: ConversationId | null;
  /** Put into the field, unless something is typed there. */
  offered: OfferedQuestion | null;
}) {
  const { t } = useTranslation();
  const { turns, messages } = useHearth();
  const [draft, setDraft] = useDraft(id ?? "new");
  const [pasted, setPasted] = usePastedTexts(id ?? "new");
  const [chosen, setChosen] = useChosen(id, "new");
  const sending = useSend(id);
  const last = useTurns(({ threads }) =>
    id === null ? undefined : threads[id]?.turns.at(-1),
  );
  // While an answer is written, the one before says how full the context was
  const context = useTurns(({ threads }) =>
    id === null
      ? null
      : (threads[id]?.turns.findLast(({ state }) => state !== "running")
          ?.context ?? null),
  );
  const field = useRef<HTMLTextAreaElement>(null);
  // Until a question is taken it stays in the field and is kept as the draft: a reload must not lose it
  const isAsking = sending.state !== "idle";
  const running =
    useTurns(({ threads }) =>
      id === null
        ? undefined
        : threads[id]?.turns.findLast(({ state }) => state === "running"),
    ) ?? null;
  useTypeAnywhere(field, last !== undefined);
  const { mentions, pick, follow, fieldProps } = useFieldMentions({
    id,
    field,
    draft,
    setDraft,
    chosen,
    setChosen,
    isLocked: isAsking,
    onProse: () => void send(),
  });

  // The composer of the conversation that was just opened is where people go on
  useEffect(() => {
    if (document.activeElement === document.body) field.current?.focus();
  }, []);

  const hasDraft = useRef(false);
  hasDraft.current = draft !== "";
  useEffect(() => {
    if (offered === null) return;
    if (!hasDraft.current) setDraft(offered.text);
    field.current?.focus();
  }, [offered, setDraft]);

  const send = async () => {
    const question = draft.trim();
    if (question === "" || running !== null || isAsking) return;
    if (!(await sending.send(question, pasted, chosen))) return;
    setDraft("");
    setPasted([]);
    setChosen([]);
  };
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const text = event.clipboardData.getData("text/plain");
    const { selectionStart, selectionEnd } = event.currentTarget;
    const kept = draft.length - (selectionEnd - selectionStart);
    if (kept + text.length <= maxQuestionChars || isAsking) return;
    event.preventDefault();
    const size = pasted.reduce((sum, one) => sum + one.text.length, 0);
    if (size + text.length > maxPastedChars)
      return messages.getState().tell(
        {
          code: "file-too-large",
          message: t("chat.pasted.tooLong"),
          advice: t("chat.pasted.tooLongAdvice"),
          params: {},
        },
        askPlace,
      );
    const name = pastedName(
      t("chat.pasted.name"),
      new Date(),
      undefined,
      pasted,
    );
    setPasted([...pasted, { name, text }]);
  };
  const stop = () => {
    if (running !== null)
      void messages.getState().attempt(() => turns.getState().stop(running.id));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event) || mentions.onKeyDown(event)) return;
    const { selectionStart, selectionEnd } = event.currentTarget;
    if (
      event.key === "Backspace" &&
      !event.repeat &&
      selectionStart + selectionEnd === 0 &&
      !isAsking
    )
      setChosen(chosen.slice(0, -1));
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void send();
    } else if (event.key === "Escape" && sending.state === "reading") {
      event.stopPropagation();
      sending.cancel();
    } else if (event.key === "Escape" && running !== null) {
      event.stopPropagation();
      stop();
    }
  };

  return (
    <div className="mx-auto w-full max-w-[784px] px-3 pb-3 sm:px-4">
      <PlacedFailure place={askPlace} className="pb-2" />
      <form
        className="relative rounded-panel border border-strong bg-surface focus-within:border-faint"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <MentionList
          mentions={mentions}
          onPick={pick}
          className="absolute bottom-full left-0 z-30 mb-1 w-full max-w-120 shadow-float"
        />
        <ChosenChips
          className="px-3 pt-3"
          chosen={chosen}
          isLocked={isAsking}
          onRemove={(one) => {
            setChosen(chosen.filter((other) => other !== one));
            field.current?.focus();
          }}
        />
        <PastedChips
          texts={pasted}
          isLocked={isAsking}
          onRemove={(text) => {
            setPasted(pasted.filter((other) => other !== text));
            field.current?.focus();
          }}
        />
        <textarea
          ref={field}
          rows={1}
          data-composer
          value={draft}
          readOnly={isAsking}
          aria-label={t("chat.question")}
          placeholder={t(
            pasted.length > 0
              ? "chat.pasted.ask"
              : id === null
                ? "chat.ask"
                : "chat.followUp",
          )}
          maxLength={maxQuestionChars}
          {...fieldProps}
          onPaste={onPaste}
          className="block max-h-[40vh] w-full resize-none bg-transparent px-4 pt-3 pb-1 text-[calc(15px*var(--text-scale))] leading-[1.6] [field-sizing:content] focus-visible:outline-none"
          onChange={(event) => {
            setDraft(event.target.value);
            follow(event);
          }}
          onKeyDown={onKeyDown}
        />
        <div className="flex items-center gap-1.5 px-3 pt-1 pb-2">
          <AttachMenu />
          <WorkspaceChip withEverything />
          <ModelChip />
          <span className="flex-1" />
          <ContextMeter context={context} />
          {running === null ? (
            <SendButton isDisabled={draft.trim() === ""} />
          ) : (
            <button
              type="button"
              aria-label={t("chat.stop")}
              title={t("chat.stop")}
              className="inline-flex size-8 shrink-0 items-center justify-center rounded-[10px] bg-accent text-on-accent forced-colors:border"
              onClick={stop}
            >
              <Square size={14} strokeWidth={1.75} aria-hidden />
            </button>
          )}
        </div>
      </form>
      <p className="pt-2 text-center text-xs text-quiet">{t("chat.canErr")}</p>
    </div>
  );
}
