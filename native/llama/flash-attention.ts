import type { LlamaModel } from "node-llama-cpp";

/**
 * Flash attention saves memory traffic on a GPU. On a CPU it costs: measured with a 260K model on one thread,
 * 3,500 against 1,600 tokens a second in a short context, 1,400 against 340 after 1,100 tokens.
 */
export function flashAttentionFor(model: LlamaModel): "auto" | false {
  return model.gpuLayers > 0 ? "auto" : false;
}
