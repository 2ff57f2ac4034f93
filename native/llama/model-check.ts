import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { GgmlType, type GgufFileInfo, readGgufFileInfo } from "node-llama-cpp";
import { AppError } from "#contract/errors.ts";
import { modelFileGone } from "#shared/missing-model.ts";

/**
 * Reads the header before llama.cpp sees the file: what is no GGUF, is cut short or has a broken table of
 * tensors is told from what this llama.cpp can't run.
 * @throws AppError model-missing, model-damaged
 */
export async function checkModelFile(file: string): Promise<void> {
  const facts = await stat(file).catch(() => null);
  if (facts === null || !facts.isFile()) throw modelFileGone(basename(file));
  let info: GgufFileInfo;
  try {
    info = await readGgufFileInfo(file, {
      sourceType: "filesystem",
      logWarnings: false,
    });
  } catch (error) {
    throw damagedModel(file, error);
  }
  const end = info.splicedParts > 1 ? 0 : endOfTensors(info);
  if (end > facts.size) throw damagedModel(file, null);
}

/** [elements a block, bytes a block] of the types that close most files; another type counts as nothing. */
const blockSizes: Partial<Record<GgmlType, [number, number]>> = {
  [GgmlType.F32]: [1, 4],
  [GgmlType.F16]: [1, 2],
  [GgmlType.BF16]: [1, 2],
  [GgmlType.Q4_0]: [32, 18],
  [GgmlType.Q8_0]: [32, 34],
  [GgmlType.Q4_K]: [256, 144],
  [GgmlType.Q5_K]: [256, 176],
  [GgmlType.Q6_K]: [256, 210],
};

/** Where the data of the last tensor ends: a file that ends before is cut short. */
function endOfTensors(info: GgufFileInfo): number {
  let end = 0;
  for (const tensor of info.fullTensorInfo ?? []) {
    const [elements, bytes] = blockSizes[tensor.ggmlType] ?? [1, 0];
    const count = tensor.dimensions.reduce<number>(
      (product, length) => product * Number(length),
      1,
    );
    end = Math.max(end, Number(tensor.fileOffset) + (count / elements) * bytes);
  }
  return end;
}

/** As a value, not thrown. */
export function damagedModel(file: string, cause: unknown): AppError {
  return new AppError(
    "model-damaged",
    `The model file ${basename(file)} is damaged or incomplete.`,
    {
      advice: "Get the file again and add it once more.",
      params: { name: basename(file) },
      cause,
    },
  );
}
