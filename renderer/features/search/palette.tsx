import { Command } from "cmdk";
import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isComposing } from "#ui/is-typing.ts";
import { commandKeys, Keys } from "#ui/keys.tsx";
import { useApp, useConnection } from "../../client/hearth.ts";
import { AskItem, askValue, useAskHere } from "./ask-item.tsx";
import { CommandItems } from "./command-items.tsx";
import { FoundItems } from "./found-items.tsx";
import { useSearch } from "./use-search.ts";

const groupLook =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-quiet";

/**
 * The field and what is found. The first row is chosen whenever what is found changes; Enter pressed before the
 * answer to what is typed is there waits for it.
 */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const isMac = useApp(({ info }) => info?.platform === "darwin");
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState("");
  const root = useRef<HTMLDivElement>(null);
  const query = typed.trim().slice(0, 500);
  const found = useSearch(typed);
  const ask = useAskHere(onClose);
  const isAwaited = found.query !== query;
  // What was found before says nothing of what is typed now
  const isLost = useConnection(({ status }) => status !== "open") && isAwaited;
  // The query that Enter was pressed for before its answer was there
  const wanted = useRef<string | null>(null);

  useEffect(() => {
    // The rows of this answer are drawn by now
    const first = root.current?.querySelector<HTMLElement>("[cmdk-item]");
    setChosen(first?.dataset["value"] ?? "");
    if (wanted.current === null || wanted.current !== found.query) return;
    wanted.current = null;
    first?.dispatchEvent(new Event("cmdk-item-select"));
  }, [found]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.key !== "Enter") return;
    if (event.metaKey || event.ctrlKey) {
      event.preventDefault();
      if (query !== "") ask(query);
    } else if (isAwaited) {
      event.preventDefault();
      wanted.current = query;
    }
  };

  return (
    <Command
      ref={root}
      // The engine has matched already; the palette only shows
      shouldFilter={false}
      loop
      label={t("search.title")}
      value={chosen}
      onValueChange={setChosen}
      onKeyDown={onKeyDown}
    >
      <div className="flex items-center gap-3 border-b border-line px-4.5">
        <Search
          size={16}
          strokeWidth={1.75}
          className="shrink-0 text-quiet"
          aria-hidden
        />
        <Command.Input
          value={typed}
          onValueChange={(value) => {
            wanted.current = null;
            setTyped(value);
          }}
          placeholder={t("search.placeholder")}
          className="h-13 w-full bg-transparent text-base focus-visible:outline-none"
        />
      </div>
      <Command.List
        aria-busy={isAwaited}
        className="max-h-[min(420px,60vh)] overflow-y-auto px-1.5 pb-1.5"
      >
        {isLost ? (
          <p className="px-2.5 pt-3 pb-1.5 text-quiet" role="status">
            {t("search.lost")}
          </p>
        ) : (
          <FoundItems found={found} look={groupLook} onClose={onClose} />
        )}
        <CommandItems query={typed} look={groupLook} onClose={onClose} />
        {query !== "" && (
          <Command.Group heading={t("search.actions")} className={groupLook}>
            <AskItem
              value={askValue}
              query={query}
              keys={commandKeys(isMac, "Enter")}
              onAsk={() => ask(query)}
            />
          </Command.Group>
        )}
      </Command.List>
      <footer className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line bg-sunk px-4.5 py-2.5 text-xs text-quiet">
        <Hint keys="↑↓" words={t("search.hint.choose")} />
        <Hint keys="Enter" words={t("search.hint.open")} />
        <Hint keys={commandKeys(isMac, "Enter")} words={t("search.hint.ask")} />
      </footer>
    </Command>
  );
}

function Hint({ keys, words }: { keys: string; words: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <Keys keys={keys} />
      {words}
    </span>
  );
}
