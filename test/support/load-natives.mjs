/* Run in a packaged app's folder: loads each native package from there and does one real thing with it. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [appFolder, scratchFolder] = process.argv.slice(2);
const { resolve } = createRequire(join(appFolder, "package.json"));
const here = (name) => {
  const file = resolve(name);
  if (!file.startsWith(appFolder)) throw new Error(`${name} came from ${file}`);
  return import(pathToFileURL(file).href);
};
// Packages that are only for import have no entry for require
const llamaFile = join(appFolder, "node_modules/node-llama-cpp/dist/index.js");
const { getLlama } = await import(pathToFileURL(llamaFile).href);
const llama = await getLlama({ build: "never", gpu: false, maxThreads: 1 });
const { connect } = await here("@lancedb/lancedb");
const database = await connect(join(scratchFolder, "index"));
const table = await database.createTable("rows", [
  { id: 1, vector: [0.1, 0.2] },
]);
const { InferenceSession } = (await here("onnxruntime-node")).default;
await here("@huggingface/transformers");

process.stdout.write(
  JSON.stringify({
    llama: llama.buildType,
    rows: await table.countRows(),
    onnx: typeof InferenceSession.create,
  }),
);
await llama.dispose();
