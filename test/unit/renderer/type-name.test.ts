import { expect, it } from "vitest";
import { typeName } from "../../../renderer/features/library/type-name.ts";

// Would catch: "Skipped: Word document" of a Rich Text file that is named a.docx
it("is what was found in a file that isn't read, else what its name says", () => {
  const reason = {
    code: "unsupported-type" as const,
    message: "",
    advice: null,
    params: { type: "Rich Text document" },
  };
  expect(typeName({ name: "a.docx", reason })).toBe("Rich Text document");
  expect(typeName({ name: "a.zip", reason: null })).toBe("ZIP archive");
});
