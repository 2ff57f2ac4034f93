import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { withTemporaryFolder } from "../../headless/temporary-folder.ts";
import { writeDocuments } from "../../headless/write-documents.ts";
import type { BenchContext } from "../context.ts";
import { embeddingModelPath } from "../embedding-model-path.ts";
import {
  type Figure,
  measureInTurns,
  noteRound,
  valuesOf,
} from "../figures.ts";
import { documentsOf } from "../set.ts";
import { runBareLoop } from "./bare-loop.ts";
import { indexOnce } from "./index-once.ts";
import { memoryOfIndex } from "./memory-of-index.ts";
import { textsEmbedded } from "./texts-embedded.ts";

/**
 * Documents a second from text in to searchable, beside the bare embedding loop over the very texts that Hearth embeds:
 * one ONNX session of one thread on each core, each text alone, both warm. And the memory of all its processes.
 */
export function benchIndexing({
  options,
  note,
  signal,
}: BenchContext): Promise<Figure[]> {
  return withTemporaryFolder(async (temporary) => {
    const documents = await documentsOf(options.set);
    const files = join(temporary, "files");
    await writeDocuments(documents, files);
    const warmUpFile = join(temporary, "warm-up.md");
    await writeFile(warmUpFile, "# Warm up\n\nThis loads the model.\n");
    const modelPath = await embeddingModelPath(options.modelsFolder);
    const texts = await textsEmbedded(files, modelPath, { signal });
    note(`${documents.length} documents, ${texts.length} chunks.`);
    const perSecond = (seconds: number) => documents.length / seconds;

    const { modelsFolder } = options;

    const results = await measureInTurns(
      options.rounds,
      {
        hearth: async (round) => {
          const { seconds, sessions } = await indexOnce(
            {
              files,
              warmUpFile,
              dataFolder: join(temporary, `timed-${round}`),
              modelsFolder,
              expected: documents.length,
            },
            { signal },
          );
          return { rate: perSecond(seconds), sessions };
        },
        bare: async () => {
          const processes = availableParallelism();
          const seconds = await runBareLoop(texts, { processes, modelPath });
          return { rate: perSecond(seconds), sessions: processes };
        },
        // A run of its own: looking at all processes takes a tenth of a core from what is timed
        memory: async (round) => {
          const dataFolder = join(temporary, `watched-${round}`);
          const peak = await memoryOfIndex({ files, dataFolder, modelsFolder });
          if (peak === null) return {};
          return {
            peakMb: peak.bytes / 1e6,
            residentMb: peak.residentBytes / 1e6,
          };
        },
      },
      noteRound(note),
      { signal },
    );
    return [
      {
        name: "documents a second",
        hearth: valuesOf(results.hearth, "rate"),
        baseline: { name: "bare loop", values: valuesOf(results.bare, "rate") },
      },
      {
        // Measured at the first load: fewer where something else wanted the cores then
        name: "embedding sessions side by side",
        hearth: valuesOf(results.hearth, "sessions"),
        baseline: {
          name: "bare loop",
          values: valuesOf(results.bare, "sessions"),
        },
      },
      {
        name: "peak memory, MB, all processes",
        hearth: valuesOf(results.memory, "peakMb"),
        baseline: null,
      },
      {
        name: "the same, shared pages in each",
        hearth: valuesOf(results.memory, "residentMb"),
        baseline: null,
      },
    ];
  });
}
