import { useEffect } from "react";
import type { Settings } from "#contract/app.ts";
import { useMedia } from "#ui/use-media.ts";
import { useApp } from "../client/hearth.ts";

const remembered = "hearth.theme";
const rememberedSize = "hearth.textSize";
const scales: Record<Settings["textSize"], number> = {
  small: 0.9,
  normal: 1,
  large: 1.15,
  larger: 1.3,
};

function applyTextSize(size: string | null): void {
  const [, scale = 1] =
    Object.entries(scales).find(([name]) => name === size) ?? [];
  document.documentElement.style.setProperty("--text-scale", String(scale));
}

/** The theme and text size that were in use last, before the settings are there: no flash of the other one. */
export function applyRememberedTheme(): void {
  applyTextSize(localStorage.getItem(rememberedSize));
  const theme = localStorage.getItem(remembered);
  const isDark =
    theme === "dark" ||
    (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
}

/** Keeps the page in the theme of the settings, or of the system, and its text in their size. */
export function useTheme(): void {
  const theme = useApp((state) => state.settings?.theme ?? null);
  const textSize = useApp((state) => state.settings?.textSize ?? null);
  useEffect(() => {
    if (textSize === null) return;
    localStorage.setItem(rememberedSize, textSize);
    applyTextSize(textSize);
  }, [textSize]);
  const systemIsDark = useMedia("(prefers-color-scheme: dark)");
  useEffect(() => {
    if (theme === null) return;
    localStorage.setItem(remembered, theme);
    const isDark = theme === "dark" || (theme === "system" && systemIsDark);
    document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
  }, [theme, systemIsDark]);
}
