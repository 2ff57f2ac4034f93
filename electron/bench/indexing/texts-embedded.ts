import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { chunkDocument } from "#core/library/chunking/chunker.ts";
import { maxChunkTokens } from "#core/library/indexes/index-choice.ts";
import { createEmbedder } from "#native/embeddings/embedder.ts";
import { createExtractor } from "#native/extract/extractor.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { childProcessSpawner } from "#native/workers/child-process.ts";

const silent = () => undefined;

/** Every text that Hearth embeds for the files of a folder, in order of their names. */
export async function textsEmbedded(
  folder: string,
  modelPath: string,
  { signal }: { signal: AbortSignal },
): Promise<string[]> {
  const supervised = {
    spawner: childProcessSpawner({
      // Bundled, every entry and chunk lies one folder below `out`
      workersFolder: resolve(import.meta.dirname, "../workers"),
    }),
    clock: systemClock,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    onStatus: silent,
  };
  const extractor = createExtractor(supervised);
  const embedder = createEmbedder({
    ...supervised,
    findModel: async () => ({ path: modelPath }),
    settings: { getValue: () => null, setValue: silent },
    sessions: 1,
  });
  try {
    const maxTokens = maxChunkTokens(await embedder.model());
    const texts: string[] = [];
    for (const name of (await readdir(folder)).sort()) {
      const path = join(folder, name);
      const chunks = await chunkDocument(
        await extractor.extract(path, { signal }),
        {
          maxTokens,
          countTokens: (of) => embedder.countTokens(of, { signal }),
          signal,
        },
      );
      texts.push(...chunks.map(({ embeddingText }) => embeddingText));
    }
    return texts;
  } finally {
    extractor.dispose();
    embedder.dispose();
  }
}
