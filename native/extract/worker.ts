import { serveWorker } from "#native/workers/serve.ts";
import { extractRouter } from "./router.ts";

process.title = "hearth extract";
serveWorker(extractRouter());
