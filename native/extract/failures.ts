import { AppError } from "#contract/errors.ts";

/** The sentences for files that can't be read, in one place so that they sound alike. */
export const failures = {
  unsupported: (typeName: string, advice: string | null = null) =>
    new AppError("unsupported-type", `${typeName} is not supported yet.`, {
      advice:
        advice ??
        "Hearth reads PDF, Word (.docx), web pages, mail, Markdown, text, source code and data such as CSV and JSON.",
      params: { type: typeName },
    }),
  missing: () =>
    new AppError("file-missing", "The file is no longer there.", {
      advice: "Add it again from where it is now.",
    }),
  unreadable: (cause: unknown) =>
    new AppError("file-unreadable", "The file can't be opened.", {
      advice: "Check that you may read it and that its disk is connected.",
      cause,
    }),
  notAFile: () =>
    new AppError("file-unreadable", "This is not a regular file.", {
      advice: "Add a file or a folder.",
    }),
  empty: () =>
    new AppError("file-empty", "The file is empty.", { advice: null }),
  tooLarge: (limitMegabytes: number) =>
    new AppError(
      "file-too-large",
      `The file is larger than ${limitMegabytes} MB, the most that Hearth reads of this type.`,
      {
        advice: "Split it into smaller files.",
        params: { limitMegabytes },
      },
    ),
  damaged: (typeName: string, cause: unknown) =>
    new AppError(
      "file-damaged",
      `The file is damaged, or is not really a ${typeName}.`,
      {
        advice: "Open it in its own program and save it again.",
        params: { type: typeName },
        cause,
      },
    ),
  passwordNeeded: (typeName: string) =>
    new AppError(
      "password-needed",
      `The ${typeName} is protected with a password.`,
      {
        advice: "Save a copy without the password and add that.",
        params: { type: typeName },
      },
    ),
  noText: (isScan: boolean) =>
    new AppError(
      "no-text",
      isScan
        ? "No page holds text: it looks scanned."
        : "There is no text in this file.",
      {
        advice: isScan
          ? "Hearth can't read text from pictures (OCR) yet; add a copy with a text layer."
          : null,
        params: { scanned: isScan ? 1 : 0 },
      },
    ),
  tooExpanded: () =>
    new AppError(
      "too-expanded",
      "The file unpacks to far more than its size, as a decompression bomb does; it was not read.",
      { advice: "If you trust it, save it again in its own program." },
    ),
};
