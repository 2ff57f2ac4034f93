/** A file with its place below what was dropped or picked, such as "Contracts/2023/lease.pdf". */
export interface NamedFile {
  name: string;
  file: File;
}

/**
 * Every file of a drop, folders walked. Must be called inside the drop event, before anything is awaited:
 * the browser empties the transfer after it.
 */
export function filesOfDrop(transfer: DataTransfer): Promise<NamedFile[]> {
  const entries = [...transfer.items]
    .filter((item) => item.kind === "file")
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  if (entries.length === 0)
    return Promise.resolve(
      [...transfer.files].map((file) => ({ name: file.name, file })),
    );
  return filesBelow(entries);
}

async function filesBelow(
  entries: readonly FileSystemEntry[],
): Promise<NamedFile[]> {
  const found: NamedFile[] = [];
  const waiting = [...entries];
  for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
    if (isFile(entry)) {
      const { fullPath } = entry;
      found.push({
        name: fullPath.replace(/^\//, ""),
        file: await read(entry),
      });
    } else if (isFolder(entry)) {
      waiting.push(...(await entriesOf(entry)));
    }
  }
  return found;
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry =>
  entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry =>
  entry.isDirectory;

const read = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));

/** readEntries gives at most a hundred at a time, and an empty list at the end. */
async function entriesOf(
  folder: FileSystemDirectoryEntry,
): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}
