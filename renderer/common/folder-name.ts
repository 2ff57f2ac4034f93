/** The last part of a folder's path. */
export function folderName(folder: string): string {
  return folder.split(/[\\/]/).findLast((part) => part !== "") ?? folder;
}

/** The folder of a document, where another of those that are shown has its name; else null. */
export function folderToTell<
  T extends { name: string; folder?: string | undefined },
>(document: T, shown: readonly T[]): string | null {
  const { name, folder } = document;
  return folder !== undefined &&
    shown.some((other) => other !== document && other.name === name)
    ? folderName(folder)
    : null;
}
