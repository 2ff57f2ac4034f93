import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { AppErrorData } from "#contract/errors.ts";

export interface FailureWords {
  message: string;
  advice: string | null;
}

/** A failure in the person's language where there is a translation by its code; else the sentences that came with it. */
export function failureWords(
  t: TFunction,
  failure: AppErrorData,
): FailureWords {
  // Translations by code are optional, so their keys are not in the typed set
  const lookUp = t as unknown as (
    key: string,
    options: Record<string, string | number>,
  ) => string;
  const say = (part: "message" | "advice", fallback: string) =>
    lookUp(`failure.${failure.code}.${part}`, {
      ...failure.params,
      defaultValue: fallback,
    });
  return {
    message: say("message", failure.message),
    advice: failure.advice === null ? null : say("advice", failure.advice),
  };
}

/** What happened and what helps, in two plain sentences. */
export function FailureText({ failure }: { failure: AppErrorData }) {
  const { t } = useTranslation();
  const { message, advice } = failureWords(t, failure);
  return (
    <>
      {message}
      {advice !== null && <> {advice}</>}
    </>
  );
}
