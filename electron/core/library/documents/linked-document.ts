import { baseName, normalPath, separatorOf } from "./paths.ts";

/**
 * The absolute path that a relative link of a document leads to; null for addresses, anchors, absolute paths and what
 * can't be decoded. The fragment and the query say where in the file, and are left off.
 */
export function linkedPath(
  documentPath: string,
  target: string,
): string | null {
  const file = target.split(/[?#]/, 1)[0] ?? "";
  if (file === "" || /^([a-z][a-z\d+.-]*:|[\\/])/i.test(file)) return null;
  const decoded = decode(file);
  if (decoded === null) return null;
  const separator = separatorOf(documentPath);
  const folder = documentPath.slice(0, -baseName(documentPath).length);
  return normalPath(`${folder}${decoded.replaceAll("/", separator)}`);
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text).normalize("NFC");
  } catch {
    // A percent sign that encodes nothing: no address that a file could have
    return null;
  }
}
