import { serveWorker } from "#native/workers/serve.ts";
import { guardMemory } from "./memory-guard.ts";
import { extractRouter } from "./router.ts";

const maxMemoryBytes = 2 * 1024 ** 3;

process.title = "hearth extract";
guardMemory(maxMemoryBytes);
serveWorker(extractRouter());
