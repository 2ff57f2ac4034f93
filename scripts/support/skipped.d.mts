export function skippedByVitest(report: unknown): string[];
export function skippedByPlaywright(report: unknown): string[];
export function reasonLines(skipped: readonly string[]): string[];
