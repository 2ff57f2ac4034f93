import { type AppErrorData, appErrorFrom } from "#contract/errors.ts";
import { type ModelId, modelId } from "#contract/ids.ts";
import type { ModelSummary } from "#contract/models.ts";
import type { EventHub } from "#core/events/event-hub.ts";
import type {
  LanguageModel,
  LoadedLanguageModel,
} from "#core/ports/language-model.ts";
import type { ModelFile, ModelFolder } from "#core/ports/model-folder.ts";
import type { SettingsStore } from "#core/settings/settings-store.ts";
import { noSuchModel } from "#shared/missing-model.ts";
import {
  chooseEmbeddingModel,
  noEmbeddingModel,
} from "./choose-embedding-model.ts";

/** The setting and the override that mean: answer with passages. */
const noModel = "none";

/** A model for one turn: one of the list by its id, "none", or a file that the person handed over. */
export type ModelChoice = { id: string } | { file: string };

export interface ModelsParts {
  folder: Omit<ModelFolder, "embeddingModels">;
  languageModel: LanguageModel;
  settings: Pick<SettingsStore, "get" | "update">;
  hub: EventHub;
}

/** The models on this computer: which are there, which is used, and in what state. */
export class Models {
  readonly #parts: ModelsParts;
  #loading: string | null = null;
  readonly #errors = new Map<string, AppErrorData>();

  constructor(parts: ModelsParts) {
    this.#parts = parts;
  }

  async list(): Promise<ModelSummary[]> {
    const files = await this.#parts.folder.list();
    const chosen = this.#chosen(files);
    const embedding = chooseEmbeddingModel(
      files.filter(({ kind }) => kind === "embedding"),
      this.#parts.settings.get().embeddingModel,
    );
    return files.map((file) =>
      this.#summary(
        file,
        file.kind === "language"
          ? file.id === chosen?.id
          : file.id === embedding?.id,
      ),
    );
  }

  /**
   * The language model for new turns, null answers with passages; or the embedding model, null searches by words.
   * @throws AppError model-missing
   */
  async select(
    id: ModelId | null,
    kind: ModelFile["kind"] = "language",
  ): Promise<ModelSummary[]> {
    if (id !== null) await this.#need(id, kind);
    this.#parts.settings.update(
      kind === "language"
        ? { languageModel: id ?? noModel }
        : { embeddingModel: id ?? noEmbeddingModel },
    );
    return this.#publish();
  }

  /** Copies a GGUF file into the models folder. @throws AppError as ModelFolder.add */
  async addFromPath(
    path: string,
    options: {
      signal?: AbortSignal;
      onProgress?: (progress: {
        doneBytes: number;
        totalBytes: number;
      }) => void;
    } = {},
  ): Promise<ModelSummary> {
    const { signal = new AbortController().signal, onProgress } = options;
    const added = await this.#parts.folder.add(
      path,
      onProgress === undefined ? { signal } : { signal, onProgress },
    );
    const listed = await this.#publish();
    return (
      listed.find((model) => model.id === added.id) ??
      this.#summary(added, false)
    );
  }

  /** Deletes the copy in the models folder. @throws AppError model-missing; not-permitted for a built-in one */
  async remove(id: ModelId): Promise<void> {
    const file = (await this.#parts.folder.list()).find((one) => one.id === id);
    if (
      file !== undefined &&
      this.#parts.languageModel.loaded()?.file === file.path
    )
      await this.#parts.languageModel.unload();
    await this.#parts.folder.remove(id);
    this.#errors.delete(file?.path ?? "");
    const { languageModel, embeddingModel } = this.#parts.settings.get();
    if (languageModel === id)
      this.#parts.settings.update({ languageModel: null });
    if (embeddingModel === id)
      this.#parts.settings.update({ embeddingModel: null });
    await this.#publish();
  }

  /**
   * The model that a turn is to use: the choice, else the setting, else the first one found. Null: answer with
   * passages. @throws AppError model-missing, model-damaged
   */
  async languageModelFor(choice?: ModelChoice): Promise<ModelSummary | null> {
    if (choice !== undefined && "file" in choice)
      return this.#summary(
        await this.#parts.folder.inspect(choice.file),
        false,
      );
    if (choice?.id === noModel) return null;
    const files = await this.#parts.folder.list();
    if (choice === undefined) {
      const chosen = this.#chosen(files);
      return chosen === null ? null : this.#summary(chosen, true);
    }
    const known = files.find(
      (file) => file.kind === "language" && file.id === choice.id,
    );
    if (known === undefined) throw noSuchModel(choice.id);
    return this.#summary(known, false);
  }

  /** Loads a model and lets every client see how it goes. @throws AppError as LanguageModel.load */
  async load(
    model: ModelSummary,
    { signal }: { signal: AbortSignal },
  ): Promise<LoadedLanguageModel> {
    const { languageModel, settings } = this.#parts;
    const isThere = languageModel.loaded()?.file === model.path;
    if (!isThere) {
      this.#loading = model.path;
      this.#errors.delete(model.path);
      await this.#publish();
    }
    try {
      return await languageModel.load(
        { file: model.path, threads: settings.get().threads },
        { signal },
      );
    } catch (error) {
      const known = appErrorFrom(error);
      if (known !== null) this.#errors.set(model.path, known.toData());
      throw error;
    } finally {
      if (!isThere) {
        this.#loading = null;
        await this.#publish();
      }
    }
  }

  /** Every client hears that what was loaded is gone: its process was ended as idle, or died. */
  async tellUnloaded(): Promise<void> {
    await this.#publish();
  }

  #chosen(files: readonly ModelFile[]): ModelFile | null {
    const { languageModel } = this.#parts.settings.get();
    if (languageModel === noModel) return null;
    const language = files.filter((file) => file.kind === "language");
    const first = language[0] ?? null;
    return language.find((file) => file.id === languageModel) ?? first;
  }

  async #need(id: ModelId, kind: ModelFile["kind"]): Promise<void> {
    const files = await this.#parts.folder.list();
    if (files.some((file) => file.kind === kind && file.id === id)) return;
    throw noSuchModel(id);
  }

  #summary(file: ModelFile, isSelected: boolean): ModelSummary {
    const held = this.#parts.languageModel.loaded();
    const loaded = held?.file === file.path ? held : null;
    const error = this.#errors.get(file.path) ?? null;
    const { id, contextTokens, ...facts } = file;
    return {
      ...facts,
      id: modelId.parse(id.slice(-255)),
      contextTokens: loaded?.contextTokens ?? contextTokens,
      state:
        this.#loading === file.path
          ? "loading"
          : loaded !== null
            ? "loaded"
            : error !== null
              ? "failed"
              : "ready",
      isSelected,
      device: loaded?.device ?? null,
      threads: loaded?.threads ?? null,
      error,
    };
  }

  async #publish(): Promise<ModelSummary[]> {
    const models = await this.list();
    this.#parts.hub.publish({ type: "models", models });
    return models;
  }
}
