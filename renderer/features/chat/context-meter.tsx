import { useTranslation } from "react-i18next";
import type { ContextUse } from "#contract/turns.ts";
import { Tooltip } from "#ui/tooltip.tsx";
import { useFormat } from "../../text/use-format.ts";

const radius = 6;
const around = 2 * Math.PI * radius;

/** How full the model's context was in the last answer; what took the room is in the tooltip. */
export function ContextMeter({ context }: { context: ContextUse | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (context === null || context.contextTokens === 0) return null;
  const used =
    context.systemTokens +
    context.historyTokens +
    context.passageTokens +
    context.questionTokens;
  const ratio = Math.min(1, used / context.contextTokens);
  const label = t("chat.context", {
    system: format.number(context.systemTokens),
    history: format.number(context.historyTokens),
    passages: format.number(context.passageTokens),
    question: format.number(context.questionTokens),
    room: format.number(context.answerRoomTokens),
    total: format.number(context.contextTokens),
  });
  return (
    <Tooltip label={label}>
      <button
        type="button"
        className="tabular flex shrink-0 items-center gap-2 rounded-control px-1.5 text-[13px] text-quiet"
        aria-label={`${format.percent(ratio)}. ${label}`}
      >
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden>
          <circle
            cx="8"
            cy="8"
            r={radius}
            fill="none"
            strokeWidth="3"
            className="stroke-line"
          />
          <circle
            cx="8"
            cy="8"
            r={radius}
            fill="none"
            strokeWidth="3"
            className="stroke-accent"
            strokeDasharray={`${around * ratio} ${around}`}
            transform="rotate(-90 8 8)"
          />
        </svg>
        {format.percent(ratio)}
      </button>
    </Tooltip>
  );
}
