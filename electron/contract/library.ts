import { z } from "zod";
import { call } from "./base.ts";
import { appErrorData } from "./errors.ts";
import { documentId, grantId, jobId, workspaceId } from "./ids.ts";

/** skipped: a file of a type that isn't read, which is no failure. */
export const documentStatus = z.enum([
  "queued",
  "extracting",
  "embedding",
  "indexed",
  "failed",
  "skipped",
]);
export type DocumentStatus = z.infer<typeof documentStatus>;

/** What a list is narrowed to; needs-you: failed, and a person can do something about it. */
export const documentFilter = z.enum([...documentStatus.options, "needs-you"]);
export type DocumentFilter = z.infer<typeof documentFilter>;

/** text: read as text; ocr: read from a picture; empty: nothing to read, a scan perhaps; failed: see the reason. */
export const pageStatus = z.enum(["text", "ocr", "empty", "failed"]);
export type PageStatus = z.infer<typeof pageStatus>;

export const documentSummary = z.object({
  id: documentId,
  workspaceId,
  name: z.string(),
  /** For display only: no call of a window takes it back. */
  path: z.string(),
  /** The path without the name, for display only. */
  folder: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number(),
  status: documentStatus,
  /** Why it failed or was skipped; null in every other status. */
  reason: appErrorData.nullable(),
  /** Null until known, and for formats without pages. */
  pages: z.number().int().nullable(),
  /** At most 20 cells that stand for the pages in order, each the worst status of the pages in it. */
  pageStrip: z.array(pageStatus).max(20),
  chunks: z.number().int(),
  addedAt: z.number(),
  indexedAt: z.number().nullable(),
});
export type DocumentSummary = z.infer<typeof documentSummary>;

export const libraryCounts = z.object({
  total: z.number().int(),
  queued: z.number().int(),
  working: z.number().int(),
  indexed: z.number().int(),
  failed: z.number().int(),
  /** Of the failed ones, those that a person can do something about: their reason has advice. */
  needYou: z.number().int(),
  skipped: z.number().int(),
});
export type LibraryCounts = z.infer<typeof libraryCounts>;

export const blockKind = z.enum([
  "heading",
  "paragraph",
  "list",
  "table",
  "code",
  "quote",
]);
export type BlockKind = z.infer<typeof blockKind>;

/** A range of the extracted Markdown: UTF-16 offsets, end exclusive. Blocks come in order and don't overlap. */
export const block = z.object({
  kind: blockKind,
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  /** 1-based; null where the format has none. */
  page: z.number().int().positive().nullable(),
  /** 1 to 6 for headings, else null. */
  level: z.number().int().min(1).max(6).nullable(),
});
export type Block = z.infer<typeof block>;

export const pageRange = z.object({
  page: z.number().int().positive(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  status: pageStatus,
  /** A sentence for a page that is empty or failed. */
  reason: z.string().nullable(),
});
export type PageRange = z.infer<typeof pageRange>;

/** A stretch of a document that the viewer loads at once: a page, or some thousand characters cut between blocks. */
export const section = z.object({
  page: z.number().int().positive().nullable(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  status: pageStatus,
});
export type Section = z.infer<typeof section>;

export const documentOutline = z.object({
  document: documentSummary,
  lengthChars: z.number().int(),
  sections: z.array(section),
});
export type DocumentOutline = z.infer<typeof documentOutline>;

/** folder: by folder, then name; status: what needs the person first, then what is in work, then the rest. */
export const documentSort = z.enum([
  "added",
  "name",
  "folder",
  "size",
  "status",
]);
export type DocumentSort = z.infer<typeof documentSort>;

export const library = {
  /**
   * Starts an indexing job. Folders are walked; a file that is in the library already is looked at again, not doubled,
   * also where it is named by a link or another spelling: a document is known by the real path of its file.
   * The same bytes at two paths are two documents, whose passages a search shows once.
   */
  add: call
    .input(
      z.object({
        workspaceId,
        grants: z.array(grantId).max(10_000).default([]),
        /** Only where `capabilities.paths` is true. */
        paths: z.array(z.string().min(1).max(4096)).max(10_000).default([]),
        /** What the person chose, such as a folder's name. Default: the name of what was added, or how many files. */
        label: z.string().min(1).max(200).optional(),
      }),
    )
    .output(z.object({ jobId })),
  /**
   * Adds a text as a document of its own: Hearth keeps it in its data folder, and deletes it with the document.
   * The same text under the same name is one document. Starts an indexing job.
   */
  addText: call
    .input(
      z.object({
        workspaceId,
        /** Without an ending; what a file may be called everywhere. */
        name: z
          .string()
          .trim()
          .regex(/^[^\\/:*?"<>|.\p{Cc}][^\\/:*?"<>|\p{Cc}]{0,99}$/u),
        text: z.string().trim().min(1).max(1_000_000),
      }),
    )
    .output(z.object({ jobId, path: z.string() })),
  /** Opens the system's dialog; an empty list when the person closes it. Only where `capabilities.pick` is true. */
  pick: call
    .input(z.object({ kind: z.enum(["files", "folder", "model"]) }))
    .output(z.object({ grants: z.array(grantId) })),
  list: call
    .input(
      z.object({
        workspaceId,
        offset: z.number().int().nonnegative().default(0),
        limit: z.number().int().min(1).max(500).default(200),
        /** Only names or paths that contain this text, ignoring case. */
        filter: z.string().max(200).default(""),
        status: documentFilter.optional(),
        sort: documentSort.default("added"),
        /** Default: newest first, everything else from the start of the alphabet or the smallest. */
        direction: z.enum(["ascending", "descending"]).optional(),
      }),
    )
    .output(
      z.object({
        documents: z.array(documentSummary),
        total: z.number().int(),
        counts: libraryCounts,
      }),
    ),
  /**
   * Removes documents: no list, search or answer has them any more. Until `restorableUntil` (milliseconds since 1970)
   * `restore` brings them back; then, or when Hearth ends, their text, passages and report are deleted for good.
   * `isFinal` deletes at once (`restorableUntil` is null). The person's own files are never touched.
   */
  remove: call
    .input(
      z.object({
        workspaceId,
        documentIds: z.array(documentId).min(1).max(10_000),
        isFinal: z.boolean().default(false),
      }),
    )
    .output(
      z.object({
        removed: z.number().int(),
        restorableUntil: z.number().nullable(),
      }),
    ),
  /** Undoes a removal; those that are deleted already, or were never removed, are left out. */
  restore: call
    .input(
      z.object({
        workspaceId,
        documentIds: z.array(documentId).min(1).max(10_000),
      }),
    )
    .output(z.object({ restored: z.number().int() })),
  /** Reads documents again from their files: failed, skipped and indexed ones; those in work are left as they are. */
  retry: call
    .input(
      z.object({
        workspaceId,
        documentIds: z.array(documentId).min(1).max(10_000),
      }),
    )
    .output(z.object({ jobId })),
  /**
   * Opens a document's own file in the program that the system has for it, or shows it in its folder. Only where
   * `capabilities.openFiles` is true, and never a type that the system would run.
   */
  open: call
    .input(z.object({ documentId, how: z.enum(["file", "folder"]) }))
    .output(z.object({})),
  /** The document that a relative link in another one leads to; null where it is not in the library. */
  linked: call
    .input(z.object({ documentId, target: z.string().min(1).max(2000) }))
    .output(documentSummary.nullable()),
  outline: call.input(z.object({ documentId })).output(documentOutline),
  /** Where an offset of the extracted Markdown stands: its page, and the headings above it, outermost first. */
  place: call
    .input(z.object({ documentId, offset: z.number().int().nonnegative() }))
    .output(
      z.object({
        page: z.number().int().nullable(),
        headings: z.array(z.string()),
      }),
    ),
  /** The extracted Markdown between two offsets. At most 200,000 characters. */
  slice: call
    .input(
      z.object({
        documentId,
        start: z.number().int().nonnegative(),
        end: z.number().int().nonnegative(),
      }),
    )
    .output(
      z.object({
        start: z.number().int(),
        end: z.number().int(),
        text: z.string(),
      }),
    ),
};
