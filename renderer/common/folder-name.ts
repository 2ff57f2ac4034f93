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

/** Files that a browser handed over lie in the data folder, where nobody put them. */
export function isInDataFolder(
  folder: string,
  dataFolder: string | undefined,
): boolean {
  return dataFolder !== undefined && folder.startsWith(dataFolder);
}
