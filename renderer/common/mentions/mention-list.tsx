import { FileText, Folder } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Mentionable } from "#contract/palette.ts";
import { classes } from "#ui/classes.ts";
import { MiddleCut } from "#ui/middle-cut.tsx";
import { useApp } from "../../client/hearth.ts";
import { folderName, isInDataFolder } from "../folder-name.ts";
import { chosenId } from "../use-chosen.ts";
import type { Mentions } from "./use-mentions.ts";

export const mentionListId = "mentions";
export const mentionOptionId = (index: number) => `${mentionListId}-${index}`;

/** What may be meant by the `@` that is being typed; the focus stays in the field. */
export function MentionList({
  mentions: { mention, found, isLooking, active, setActive },
  onPick,
  className,
}: {
  mentions: Mentions;
  /** Where it stands. */
  className: string;
  onPick: (item: Mentionable) => void;
}) {
  const { t } = useTranslation();
  if (mention === null) return null;
  const items = found?.items ?? [];
  const words =
    found === null || (isLooking && items.length === 0)
      ? t("chat.mention.looking")
      : found.hasFailed
        ? t("chat.mention.failed")
        : t("chat.mention.none");
  return (
    <div
      className={classes(
        "overflow-hidden rounded-card border border-line bg-surface p-1",
        className,
      )}
    >
      {items.length === 0 ? (
        <p role="status" className="px-2.5 py-2 text-[13px] text-quiet">
          {words}
        </p>
      ) : (
        <div
          id={mentionListId}
          role="listbox"
          aria-label={t("chat.mention.list")}
          aria-busy={isLooking}
        >
          {items.map((item, index) => (
            // The keys are the field's, which keeps the focus
            <button
              type="button"
              tabIndex={-1}
              key={chosenId(item)}
              id={mentionOptionId(index)}
              role="option"
              aria-selected={index === active}
              className="flex h-9 w-full cursor-default text-start items-center gap-2.5 rounded-control px-2.5 text-[13px] aria-selected:bg-accent-soft forced-colors:aria-selected:outline-2"
              onMouseMove={() => setActive(index)}
              // The list may change before the button is let go
              onMouseDown={(event) => {
                event.preventDefault();
                if (event.button === 0) onPick(item);
              }}
              // A screen reader presses without a mouse
              onClick={(event) => {
                if (event.detail === 0) onPick(item);
              }}
            >
              <OptionWords item={item} />
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function OptionWords({ item }: { item: Mentionable }) {
  const { t } = useTranslation();
  const dataFolder = useApp(({ info }) => info?.dataFolder);
  const isHandedOver = isInDataFolder(item.folder, dataFolder);
  const Icon = item.kind === "folder" ? Folder : FileText;
  return (
    <>
      <Icon
        size={16}
        strokeWidth={1.75}
        className="shrink-0 text-quiet"
        aria-hidden
      />
      <MiddleCut text={item.name} className="flex-1" />
      <span
        className="max-w-44 shrink-0 truncate text-xs text-quiet"
        title={isHandedOver ? undefined : item.folder}
      >
        {item.kind === "folder"
          ? t("chat.mention.folder", { count: item.documents })
          : isHandedOver
            ? t("library.handedOver")
            : folderName(item.folder)}
      </span>
    </>
  );
}
