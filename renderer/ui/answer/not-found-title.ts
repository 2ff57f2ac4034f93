import type { TFunction } from "i18next";
import type { Turn } from "#contract/turns.ts";
import { missingFile } from "./missing-file.ts";

/** That nothing answers, and beside it what files are not there, "" where the title says so: as shown and as said. */
export function notFoundTitle(
  t: TFunction,
  turn: Turn,
): { title: string; also: string } {
  const noFile = missingFile(t, turn);
  const [only, ...others] = [...turn.within, ...turn.withinFolders];
  if (isEmpty(turn))
    return { title: t("chat.notFound.empty"), also: noFile ?? "" };
  if (only !== undefined && others.length === 0)
    return {
      title: t("chat.notFound.titleIn", { name: only.name }),
      also: noFile ?? "",
    };
  return { title: noFile ?? t("chat.notFound.title"), also: "" };
}

/** There were no files to look in. */
const isEmpty = ({ coverage }: Turn): boolean =>
  coverage !== null &&
  coverage.searched + coverage.failed + coverage.pending === 0;
