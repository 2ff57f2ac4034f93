import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import type { ContractRouterClient } from "@orpc/contract";
import { AppError, appErrorFrom } from "#contract/errors.ts";
import type { WorkerStatus } from "#contract/events.ts";
import { SerialQueue } from "#core/concurrency/serial-queue.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { ExtractedFile, Extractor } from "#core/ports/extractor.ts";
import type { Log } from "#core/ports/log.ts";
import type { WorkerSpawner } from "#core/ports/workers.ts";
import { background } from "#native/workers/retry-policy.ts";
import { SupervisedWorker } from "#native/workers/supervisor.ts";
import type { extractContract } from "./contract.ts";
import { failures } from "./failures.ts";
import { readersVersion } from "./readers-version.ts";
import { SmallFileBatches } from "./small-file-batches.ts";

type ExtractClient = ContractRouterClient<typeof extractContract>;

type OnProgress = Parameters<Extractor["extract"]>[1]["onProgress"];

const silenceMs = 30_000;
const idleMs = 60_000;
// Parsers keep memory for good, so a worker is replaced before that matters
const maxFilesPerWorker = 2_000;
const maxMemoryBytes = 700 * 1024 * 1024;

/**
 * The Extractor port over a worker process: one file at a time or some small ones, ended when it is silent for 30 s or the
 * caller aborts, replaced when its memory has grown, and gone after a minute without work.
 */
export function createExtractor(options: {
  spawner: WorkerSpawner;
  clock: Clock;
  log: Log;
  onStatus: (status: WorkerStatus) => void;
  /** How long a file may take without any sign of life; 30 s. */
  silenceMs?: number;
}): Extractor & { dispose(): void } {
  const worker = new SupervisedWorker<ExtractClient>({
    ...options,
    kind: "extract",
    idleMs,
    connect: (port) => createORPCClient(new RPCLink({ port })),
  });
  const queue = new SerialQueue();
  const small = new SmallFileBatches(queue, readTogether);
  let filesOfWorker = 0;

  return {
    readersVersion,
    extract: async (path, { signal, onProgress, isSmall = false }) => {
      signal.throwIfAborted();
      const file = isSmall ? await small.read(path, signal) : null;
      if (file !== null) return file;
      return queue.run(() => readAlone(path, signal, onProgress), { signal });
    },
    dispose: () => worker.dispose(),
  };

  // Killing is the only way out of a parser's endless loop
  function end(): void {
    filesOfWorker = 0;
    worker.recycle();
  }

  function note(files: number, memoryBytes: number): void {
    filesOfWorker += files;
    if (filesOfWorker >= maxFilesPerWorker || memoryBytes > maxMemoryBytes)
      end();
  }

  /** `work` is ended when its signal aborts, and when it has not called `arm` for long. */
  async function watched<Result>(
    signal: AbortSignal,
    work: (arm: () => void) => Promise<Result>,
  ): Promise<Result> {
    let isSilent = false;
    let disarm: () => void = () => undefined;
    const arm = () => {
      disarm();
      disarm = options.clock.after(options.silenceMs ?? silenceMs, () => {
        isSilent = true;
        end();
      });
    };
    signal.addEventListener("abort", end, { once: true });
    try {
      arm();
      return await work(arm);
    } catch (error) {
      throw explain(error, { isSilent, signal });
    } finally {
      disarm();
      signal.removeEventListener("abort", end);
    }
  }

  function readTogether(
    paths: readonly string[],
    signal: AbortSignal,
  ): Promise<(ExtractedFile | null)[]> {
    return watched(signal, async () => {
      const { files, memoryBytes } = await worker.use(
        (client, both) =>
          client.extractSmall({ paths: [...paths] }, { signal: both }),
        // Each is read alone after its end, which is where ends are forgiven or not
        { signal, retry: { ...background, maxRetriesAfterKill: 0 } },
      );
      note(files.length, memoryBytes);
      return files;
    });
  }

  function readAlone(
    path: string,
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<ExtractedFile> {
    return watched(signal, async (arm) => {
      const events = worker.stream(
        (client, both) => client.extract({ path }, { signal: both }),
        // A row of files that end their workers makes it back off; the next file is not to blame for that
        { signal, retry: background },
      );
      for await (const event of events) {
        arm();
        if (event.type === "extraction") {
          note(1, event.memoryBytes);
          return event.extraction;
        }
        onProgress?.({ page: event.page, pages: event.pages });
      }
      throw new AppError("internal", "The extract process answered nothing.");
    });
  }
}

function explain(
  error: unknown,
  { isSilent, signal }: { isSilent: boolean; signal: AbortSignal },
): unknown {
  if (signal.aborted) return signal.reason;
  if (isSilent)
    return new AppError(
      "extraction-timeout",
      "Reading the file got stuck and was ended.",
      {
        advice:
          "Open it in its own program and save it again, or leave it out.",
        cause: error,
      },
    );
  const known = appErrorFrom(error);
  if (known?.code !== "worker-crashed") return error;
  if (known.params["exit"] === "out-of-memory") return failures.tooExpanded();
  return new AppError(
    "extraction-crashed",
    "Reading the file ended the process that reads documents.",
    {
      advice: "Open it in its own program and save it again, or leave it out.",
      cause: error,
    },
  );
}
