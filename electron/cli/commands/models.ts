import { resolve } from "node:path";
import { modelId } from "#contract/ids.ts";
import type { ModelSummary } from "#contract/models.ts";
import { noSuchModel } from "#shared/missing-model.ts";
import type { CommonOptions } from "../common-options.ts";
import type { Output } from "../output.ts";
import { withEngine } from "../with-engine.ts";

/** `hearth models list` */
export function listModelsCommand(options: CommonOptions): Promise<number> {
  return withEngine(options, async ({ engine, output, folders }) => {
    const models = await engine.client.models.list();
    output.json({ modelsFolder: folders.modelsFolder, models });
    for (const model of models) printModel(model, output);
    if (models.length === 0)
      output.line(`There are no models in ${folders.modelsFolder}.`);
    return 0;
  });
}

/** `hearth models add FILE` */
export function addModelCommand(
  file: string,
  options: CommonOptions,
): Promise<number> {
  return withEngine(options, async ({ engine, output, signal }) => {
    const model = await engine.client.models.add(
      { path: resolve(file) },
      { signal },
    );
    output.json(model);
    printModel(model, output);
    return 0;
  });
}

/** `hearth models use ID`; "none" of a kind answers with passages, or searches by words. */
export function useModelCommand(
  id: string,
  options: CommonOptions & { kind?: ModelSummary["kind"] | undefined },
): Promise<number> {
  return withEngine(options, async ({ engine, output }) => {
    const known = (await engine.client.models.list()).find(
      (model) =>
        model.id === id &&
        (options.kind === undefined || model.kind === options.kind),
    );
    if (known === undefined && id !== "none") throw noSuchModel(id);
    const models = await engine.client.models.select({
      id: known?.id ?? null,
      kind: known?.kind ?? options.kind ?? "language",
    });
    output.json({ models });
    for (const model of models) printModel(model, output);
    return 0;
  });
}

/** `hearth models remove ID` */
export function removeModelCommand(
  id: string,
  options: CommonOptions,
): Promise<number> {
  const parsed = modelId.safeParse(id);
  if (!parsed.success) throw noSuchModel(id);
  return withEngine(options, async ({ engine, output }) => {
    await engine.client.models.remove({ id: parsed.data });
    output.json({ removed: id });
    output.line(`Removed ${id}.`);
    return 0;
  });
}

function printModel(model: ModelSummary, output: Output): void {
  const megabytes = (model.sizeBytes / 1e6).toFixed(1);
  const builtIn = model.isBuiltIn ? ", built in" : "";
  const use = model.isSelected ? ", in use" : "";
  output.line(
    `${model.id}  ${model.kind}, ${megabytes} MB${builtIn}${use}${model.description === "" ? "" : `, ${model.description}`}`,
  );
}
