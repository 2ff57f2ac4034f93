import { useEffect } from "react";
import { useMedia } from "#ui/use-media.ts";
import { useApp } from "../client/hearth.ts";

const remembered = "hearth.theme";

/** The theme that was in use last, before the settings are there: no flash of the other one. */
export function applyRememberedTheme(): void {
  const theme = localStorage.getItem(remembered);
  const isDark =
    theme === "dark" ||
    (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
}

/** Keeps the page in the theme of the settings, or of the system. */
export function useTheme(): void {
  const theme = useApp((state) => state.settings?.theme ?? null);
  const systemIsDark = useMedia("(prefers-color-scheme: dark)");
  useEffect(() => {
    if (theme === null) return;
    localStorage.setItem(remembered, theme);
    const isDark = theme === "dark" || (theme === "system" && systemIsDark);
    document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
  }, [theme, systemIsDark]);
}
