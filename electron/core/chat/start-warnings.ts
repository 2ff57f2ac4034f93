import type { Notice } from "#contract/notices.ts";
import type { AskedDocuments } from "#core/library/documents/asked-documents.ts";

/** What is known to be wanting before anything is looked for. */
export function startWarnings(
  pending: number,
  { missing }: Pick<AskedDocuments, "missing">,
): Notice[] {
  const warnings: Notice[] = [];
  if (pending > 0)
    warnings.push({ code: "index-building", params: { pending } });
  for (const { name, nearest } of missing)
    warnings.push({
      code: "no-such-file",
      params: { name, nearest: nearest ?? "" },
    });
  return warnings;
}
