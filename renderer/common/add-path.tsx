import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#ui/button.tsx";
import { TextField } from "#ui/text-field.tsx";
import { useHearth } from "../client/hearth.ts";
import { messageAt } from "../client/state/messages-state.ts";
import { PlacedFailure } from "./placed-failure.tsx";
import { typedPath } from "./typed-path.ts";
import { useAddFiles } from "./use-add-files.ts";

/** Where the host takes paths: a file or folder by what it is called on this computer. */
export function AddPath({ className }: { className?: string }) {
  const { t } = useTranslation();
  const { path } = useAddFiles();
  const { messages } = useHearth();
  const [value, setValue] = useState("");
  const add = async () => {
    const typed = typedPath(value);
    if (typed !== "" && (await path(typed))) setValue("");
  };
  return (
    <div className={className} data-keeps-focus>
      <div className="flex items-end gap-2">
        <TextField
          label={t("library.path")}
          placeholder={t("library.pathExample")}
          className="flex-1"
          value={value}
          onChange={(typed) => {
            setValue(typed);
            // Another path is another attempt
            const { dismiss } = messages.getState();
            const told = messageAt(messages.getState(), "library.path");
            if (told !== null) dismiss(told.id);
          }}
          onEnter={() => void add()}
        />
        <Button onClick={() => void add()} disabled={value.trim() === ""}>
          {t("library.addPath")}
        </Button>
      </div>
      <PlacedFailure place="library.path" className="mt-2" />
    </div>
  );
}
