import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { call } from "#contract/base.ts";
import { block, pageRange } from "#contract/library.ts";

const extraction = z.object({
  mediaType: z.string(),
  title: z.string().nullable(),
  text: z.string(),
  pages: z.array(pageRange),
  blocks: z.array(block),
  fileHash: z.string(),
});

/** Progress is also the sign of life that the watchdog waits for; the extraction comes last, once. */
const extractEvent = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("progress"),
    page: z.number().int().nullable(),
    pages: z.number().int().nullable(),
  }),
  z.object({
    type: z.literal("extraction"),
    extraction,
    /** Resident memory of the worker after the file. */
    memoryBytes: z.number(),
  }),
]);
export type ExtractEvent = z.infer<typeof extractEvent>;

/** What the extract worker answers: small files in groups, any other one by one. */
export const extractContract = {
  /** Some files in one message, for a message takes longer than a small file; null for one that is to be read alone. */
  extractSmall: call.input(z.object({ paths: z.array(z.string()) })).output(
    z.object({
      files: z.array(extraction.nullable()),
      /** As of one file. */
      memoryBytes: z.number(),
    }),
  ),

  extract: call
    .input(z.object({ path: z.string() }))
    .output(eventIterator(extractEvent)),
};
