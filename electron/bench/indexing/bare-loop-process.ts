import { basename, dirname } from "node:path";
import {
  AutoModel,
  AutoTokenizer,
  env,
  Tensor,
} from "@huggingface/transformers";
import { z } from "zod";

/** transformers.js as it comes, on one thread: says that it is ready, embeds the texts that it is sent, says that it is done. */
const [modelPath = ""] = process.argv.slice(2);
const maxTokens = 256;

env.allowRemoteModels = false;
env.localModelPath = dirname(modelPath);
const id = basename(modelPath);
const local = { local_files_only: true };
const tokenizer = await AutoTokenizer.from_pretrained(id, local);
const model = await AutoModel.from_pretrained(id, {
  ...local,
  dtype: "q8",
  device: "cpu",
  session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
});

async function embed(text: string): Promise<void> {
  const inputs = tokenizer(text, { truncation: true, max_length: maxTokens });
  const outputs: Record<string, unknown> = await model(inputs);
  for (const output of Object.values(outputs))
    if (output instanceof Tensor) output.dispose();
}

process.on("message", async (message) => {
  for (const text of z.array(z.string()).parse(message)) await embed(text);
  process.send?.("done");
});
await embed("The first text takes longer than those after it.");
process.send?.("ready");
