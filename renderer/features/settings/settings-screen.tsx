import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Settings } from "#contract/app.ts";
import { Choice } from "#ui/choice.tsx";
import { useApp, useHearth } from "../../client/hearth.ts";
import { Group, Row } from "./group.tsx";
import { ShortcutField } from "./shortcut-field.tsx";
import { WorkspacesGroup } from "./workspaces-group.tsx";

const themes = ["system", "light", "dark"] as const;
const textSizes = ["small", "normal", "large", "larger"] as const;
const threadChoices = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32];

/** What can be set, and where everything is kept. */
export function SettingsScreen({ lead }: { lead: ReactNode }) {
  const { t } = useTranslation();
  const settings = useApp((state) => state.settings);
  const info = useApp((state) => state.info);
  return (
    <div className="flex h-full flex-col overflow-y-auto bg-bg px-4 pt-4 pb-8 sm:px-8 sm:pt-5">
      <div className="flex w-full max-w-[760px] flex-col gap-6">
        <header className="flex min-h-8.5 items-center gap-3">
          {lead}
          <h1 className="text-xl font-semibold">{t("settings.title")}</h1>
        </header>
        {settings !== null && <Choices settings={settings} />}
        <WorkspacesGroup />
        {info !== null && (
          <Group title={t("settings.data")}>
            <Row label={t("settings.dataFolder")}>
              <Folder path={info.dataFolder} />
            </Row>
            <Row label={t("settings.modelsFolder")}>
              <Folder path={info.modelsFolder} />
            </Row>
          </Group>
        )}
        {info !== null && (
          <p className="text-xs text-quiet">
            Hearth, {t("settings.version", { version: info.version })}
          </p>
        )}
      </div>
    </div>
  );
}

function Choices({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const { app, messages } = useHearth();
  const hasWindows = useApp(({ info }) => info?.capabilities.windows === true);
  const change = (patch: Partial<Settings>) =>
    void messages
      .getState()
      .attempt(() => app.getState().updateSettings(patch));
  return (
    <>
      <Group title={t("settings.look")}>
        <Row label={t("settings.theme")}>
          <Choice
            label={t("settings.theme")}
            value={settings.theme}
            options={themes.map((value) => ({
              value,
              name: t(`settings.themes.${value}`),
            }))}
            onChange={(theme) => change({ theme })}
          />
        </Row>
        <Row label={t("settings.textSize")}>
          <Choice
            label={t("settings.textSize")}
            value={settings.textSize}
            options={textSizes.map((value) => ({
              value,
              name: t(`settings.textSizes.${value}`),
            }))}
            onChange={(textSize) => change({ textSize })}
          />
        </Row>
      </Group>
      <Group title={t("settings.performance")}>
        <Row label={t("settings.threads")} hint={t("settings.threadsHint")}>
          <select
            aria-label={t("settings.threads")}
            className="h-8.5 rounded-control border border-strong bg-surface px-2.5"
            value={String(settings.threads)}
            onChange={({ target }) =>
              change({
                threads:
                  target.value === "measured"
                    ? "measured"
                    : Number(target.value),
              })
            }
          >
            <option value="measured">{t("settings.measured")}</option>
            {threadChoices.map((threads) => (
              <option key={threads} value={String(threads)}>
                {threads}
              </option>
            ))}
          </select>
        </Row>
      </Group>
      <Group title={t("settings.quickAsk")}>
        {hasWindows ? (
          <Row label={t("settings.shortcut")} hint={t("settings.shortcutHint")}>
            <ShortcutField
              value={settings.quickAskShortcut}
              onChange={(quickAskShortcut) => change({ quickAskShortcut })}
            />
          </Row>
        ) : (
          <Row label={t("settings.quickAsk")}>
            <a
              href="/quick"
              target="_blank"
              rel="noreferrer"
              className="text-accent underline underline-offset-2"
            >
              {t("settings.open")}
            </a>
          </Row>
        )}
      </Group>
    </>
  );
}

function Folder({ path }: { path: string }) {
  return (
    <p className="min-w-0 font-mono text-xs break-all select-all">{path}</p>
  );
}
