import { FileText, Folder } from "lucide-react";
import { useTranslation } from "react-i18next";
import { classes } from "#ui/classes.ts";
import { folderToTell } from "../folder-name.ts";
import { type Chosen, chosenId } from "../use-chosen.ts";
import { ScopeChip } from "./scope-chip.tsx";

/** What the question is kept to: each can be taken away. */
export function ChosenChips({
  chosen,
  isLocked,
  onRemove,
  className,
}: {
  chosen: readonly Chosen[];
  /** While the question is on its way. */
  isLocked: boolean;
  onRemove: (one: Chosen) => void;
  className: string;
}) {
  const { t } = useTranslation();
  if (chosen.length === 0) return null;
  return (
    <ul
      className={classes("flex flex-wrap gap-1.5", className)}
      aria-label={t("chat.mention.chosen")}
    >
      {chosen.map((one) => (
        <ScopeChip
          key={chosenId(one)}
          icon={one.kind === "folder" ? Folder : FileText}
          name={one.name}
          folder={folderToTell(one, chosen)}
          isLocked={isLocked}
          removeLabel={(name) => t("chat.mention.remove", { name })}
          onRemove={() => onRemove(one)}
        />
      ))}
    </ul>
  );
}
