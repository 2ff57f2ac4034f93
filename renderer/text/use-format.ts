import { useMemo } from "react";
import { useTranslation } from "react-i18next";

const dayMs = 86_400_000;

export interface Format {
  number(value: number): string;
  percent(ratio: number): string;
  bytes(value: number): string;
  /** "today", "yesterday", else a short date. */
  day(timeMs: number): string;
  /** "24 min"; seconds below a minute, hours from two on. */
  duration(timeMs: number): string;
}

/** Numbers, sizes and days as the person's locale writes them. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return useMemo(() => createFormat(language, Date.now), [language]);
}

export function createFormat(language: string, now: () => number): Format {
  // The system's regional habits win over the language of the interface
  const locale =
    globalThis.navigator?.languages?.find((tag) => tag.startsWith(language)) ??
    language;
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent" });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const date = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  return {
    number: (value) => number.format(value),
    percent: (ratio) => percent.format(ratio),
    bytes: (value) => {
      const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
      const step = Math.min(
        units.length - 1,
        value < 1 ? 0 : Math.floor(Math.log10(value) / 3),
      );
      return new Intl.NumberFormat(locale, {
        style: "unit",
        unit: units[step] ?? "byte",
        // "45 byte" is what the short form makes of it
        unitDisplay: step === 0 ? "long" : "short",
        maximumFractionDigits: step > 1 ? 1 : 0,
      }).format(value / 1000 ** step);
    },
    duration: (timeMs) => {
      const [value, unit] =
        timeMs < 60_000
          ? [timeMs / 1000, "second"]
          : timeMs < 120 * 60_000
            ? [timeMs / 60_000, "minute"]
            : [timeMs / 3_600_000, "hour"];
      return new Intl.NumberFormat(locale, {
        style: "unit",
        unit: String(unit),
        unitDisplay: "short",
        maximumFractionDigits: 0,
      }).format(Math.max(1, Number(value)));
    },
    day: (timeMs) => {
      const days = Math.round((startOfDay(timeMs) - startOfDay(now())) / dayMs);
      return days === 0 || days === -1
        ? relative.format(days, "day")
        : date.format(timeMs);
    },
  };
}

/** Midnight, local time, of the day that holds this moment. */
export function startOfDay(timeMs: number): number {
  return new Date(timeMs).setHours(0, 0, 0, 0);
}
