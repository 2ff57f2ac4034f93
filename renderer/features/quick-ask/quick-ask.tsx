import { Flame, ShieldCheck } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { maxQuestionChars } from "#contract/turns.ts";
import { canContinue } from "#shared/can-continue.ts";
import { isComposing } from "#ui/is-typing.ts";
import { Keys } from "#ui/keys.tsx";
import { useApp } from "../../client/hearth.ts";
import { ChosenChips } from "../../common/mentions/chosen-chips.tsx";
import { MentionList } from "../../common/mentions/mention-list.tsx";
import { useFieldMentions } from "../../common/mentions/use-field-mentions.ts";
import { useChosen } from "../../common/use-chosen.ts";
import { useDraft } from "../../common/use-draft.ts";
import { QuickAnswer } from "./quick-answer.tsx";
import { useQuickTurn } from "./use-quick-turn.ts";

/** Question, answer, sources, keys: nothing else. */
export function QuickAsk() {
  const { t } = useTranslation();
  const isMac = useApp(({ info }) => info?.platform === "darwin");
  const [question, setQuestion] = useDraft("quick");
  const field = useRef<HTMLInputElement>(null);
  const answer = useRef<HTMLElement>(null);
  const { turn, failure, ask, isOf, stop, continueTurn, goOn, hide, forget } =
    useQuickTurn();
  const [chosen, setChosen] = useChosen(null, "quick");
  const isRunning = turn?.state === "running";
  // Other words are the next question
  const goesOn =
    turn !== null && canContinue(turn) && isOf(question.trim(), chosen);
  const continueAnswer = () => {
    // The button goes while it is written
    answer.current?.focus();
    continueTurn();
  };
  const send = () => {
    if (goesOn) return continueAnswer();
    void ask(question.trim(), chosen);
    if (question.trim() !== "") answer.current?.focus();
  };
  const { mentions, pick, follow, fieldProps } = useFieldMentions({
    id: null,
    field,
    draft: question,
    setDraft: setQuestion,
    chosen,
    setChosen,
    isLocked: false,
    onProse: send,
  });

  useEffect(() => {
    const focus = () => {
      field.current?.focus();
      field.current?.select();
    };
    focus();
    // The panel is shown again, not loaded again
    window.addEventListener("focus", focus);
    return () => window.removeEventListener("focus", focus);
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.target === field.current && mentions.onKeyDown(event)) return;
    const isCommand = event.metaKey || event.ctrlKey || event.altKey;
    const isInField = event.target === field.current;
    // In the field a digit is text, whatever is written or selected there
    const number =
      !isInField && !isCommand && /^[1-9]$/.test(event.key)
        ? Number(event.key)
        : 0;
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) goOn(null);
    else if (event.key === "Enter" && isInField) send();
    else if (event.key === "Enter" && goesOn && event.target === answer.current)
      continueAnswer();
    else if (isInField && event.key === "Backspace" && isAtStart(event.target))
      setChosen(chosen.slice(0, -1));
    else if (event.key === "Escape") {
      // What is written so far stays until the next one
      if (isRunning) stop();
      else if (!hide()) {
        forget();
        setQuestion("");
        setChosen([]);
        field.current?.focus();
      }
    } else if (turn?.sources.some((source) => source.number === number))
      goOn(number);
    else {
      if (!isInField && !isCommand && isText(event.key)) {
        // Typed beside the field: it is the next question, and goes on in there
        field.current?.focus();
        field.current?.select();
      }
      return;
    }
    event.preventDefault();
  };

  return (
    // The keys are the panel's, whichever of its sources has the focus
    <main
      onKeyDown={onKeyDown}
      className="mx-auto w-full max-w-[680px] overflow-hidden bg-surface"
      data-quick
    >
      <h1 className="sr-only">{t("quick.label")}</h1>
      <div className="flex items-center gap-3 px-5">
        <Flame
          size={20}
          strokeWidth={1.75}
          className="shrink-0 text-accent"
          aria-hidden
        />
        <input
          ref={field}
          type="text"
          value={question}
          maxLength={maxQuestionChars}
          spellCheck={false}
          autoComplete="off"
          aria-label={t("chat.question")}
          placeholder={t("quick.placeholder")}
          {...fieldProps}
          className="h-15 min-w-0 flex-1 bg-transparent text-lg focus-visible:outline-none"
          onChange={(event) => {
            setQuestion(event.target.value);
            follow(event);
          }}
        />
      </div>
      {/* In the flow: the window is as high as the panel */}
      <MentionList mentions={mentions} onPick={pick} className="mx-5 mb-3" />
      <ChosenChips
        className="px-5 pb-3"
        chosen={chosen}
        isLocked={false}
        onRemove={(one) => {
          setChosen(chosen.filter((other) => other !== one));
          field.current?.focus();
        }}
      />
      <QuickAnswer
        ref={answer}
        turn={turn}
        failure={failure}
        onOpen={goOn}
        onContinue={continueAnswer}
      />
      <footer className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line bg-sunk px-5 py-2.5 text-xs text-quiet">
        {isRunning && <Hint keys={t("quick.escape")} words={t("quick.stop")} />}
        <Hint
          keys={t("quick.enter")}
          words={goesOn ? t("quick.continue") : t("quick.ask")}
        />
        <Hint keys={t("quick.digits")} words={t("quick.openSource")} />
        <Hint keys={isMac ? "⌘ Enter" : "Ctrl Enter"} words={t("quick.goOn")} />
        <span className="flex-1" />
        <span className="flex items-center gap-2">
          <ShieldCheck
            size={16}
            strokeWidth={1.75}
            className="text-ok"
            aria-hidden
          />
          {t("quick.local")}
        </span>
      </footer>
    </main>
  );
}

const isAtStart = (target: EventTarget): boolean =>
  target instanceof HTMLInputElement &&
  target.selectionStart === 0 &&
  target.selectionEnd === 0;

/** A key that writes something; a space presses the button that has the focus. */
const isText = (key: string) =>
  key === "Dead" || ([...key].length === 1 && key !== " ");

function Hint({ keys, words }: { keys: string; words: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <Keys keys={keys} />
      {words}
    </span>
  );
}
