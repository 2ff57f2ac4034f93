/** The last part of a folder's path. */
export function folderName(folder: string): string {
  return folder.split(/[\\/]/).findLast((part) => part !== "") ?? folder;
}

/** The folder of a document, where another of those that are shown has its name; else null. */
export function folderToTell<T extends { name: string; folder: string }>(
  document: T,
  shown: readonly T[],
): string | null {
  return shown.some(
    (other) => other !== document && other.name === document.name,
  )
    ? folderName(document.folder)
    : null;
}
