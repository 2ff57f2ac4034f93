import type { DocumentSummary } from "#contract/library.ts";
import { shortTypeName } from "#shared/type-names.ts";

/** What a document is: what was found in it where that is why it isn't read, else what its name says. Null for unknown. */
export function typeName({
  name,
  reason,
}: Pick<DocumentSummary, "name" | "reason">): string | null {
  const found = reason?.code === "unsupported-type" && reason.params["type"];
  return typeof found === "string" && found !== ""
    ? found
    : shortTypeName(name.split(".").at(-1) ?? "");
}
