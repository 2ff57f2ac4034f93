export function findChromium(path?: string): string | null;
export function chromiumLaunchOptions(): { executablePath?: string };
