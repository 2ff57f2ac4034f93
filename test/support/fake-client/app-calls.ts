import { implement } from "@orpc/server";
import type { Settings } from "#contract/app.ts";
import type { WorkspaceId } from "#contract/ids.ts";
import { contract } from "#contract/index.ts";
import type { ModelSummary } from "#contract/models.ts";
import { fakeModels } from "../fake-data.ts";
import { type FakeState, uuid } from "./state.ts";

const os = implement(contract);

/** Settings, models and workspaces, and what is told of them. */
export function appCalls(state: FakeState) {
  return {
    app: {
      info: os.app.info.handler(() => ({
        version: "0.1.0",
        host: "loopback" as const,
        platform: "linux" as const,
        dataFolder: "/home/ana/.local/share/hearth",
        modelsFolder: "/home/ana/.local/share/hearth/models",
        capabilities: {
          pick: false,
          paths: true,
          windows: false,
          openFiles: true,
        },
      })),
      settings: os.app.settings.handler(() => state.settings),
      updateSettings: os.app.updateSettings.handler(({ input }) => {
        state.settings = { ...state.settings, ...(input as Settings) };
        state.events.push({ type: "settings", settings: state.settings });
        return state.settings;
      }),
      continueInMain: os.app.continueInMain.handler(() => ({ shown: false })),
    },
    events: {
      watch: os.events.watch.handler(({ signal }) =>
        state.events.read(
          [
            { type: "settings", settings: state.settings },
            { type: "workers", workers: state.options.workers ?? [] },
            { type: "jobs", jobs: state.jobs },
            { type: "models", models: state.models },
          ],
          signal,
        ),
      ),
    },
    workspaces: {
      list: os.workspaces.list.handler(() => state.workspaces),
      rename: os.workspaces.rename.handler(({ input }) => {
        const renamed = state.workspaceOf(input.workspaceId);
        renamed.name = input.name;
        state.events.push({
          type: "workspaces",
          workspaces: [...state.workspaces],
        });
        return { ...renamed };
      }),
      contents: os.workspaces.contents.handler(({ input }) => ({
        documents: input.workspaceId === state.workspaceId ? 12 : 3,
        copies: 2,
        conversations: state.conversations.filter(
          (item) => item.workspaceId === input.workspaceId,
        ).length,
      })),
      remove: os.workspaces.remove.handler(({ input }) => {
        state.workspaces.splice(
          state.workspaces.indexOf(state.workspaceOf(input.workspaceId)),
          1,
        );
        const removed = state.conversations
          .filter((item) => item.workspaceId === input.workspaceId)
          .map(({ id }) => id);
        for (const id of removed)
          state.conversations.splice(
            state.conversations.indexOf(state.conversation(id)),
            1,
          );
        state.events.push({ type: "conversations", changed: [], removed });
        state.events.push({
          type: "workspaces",
          workspaces: [...state.workspaces],
        });
        return {};
      }),
      create: os.workspaces.create.handler(({ input }) => {
        const created = {
          id: uuid() as WorkspaceId,
          name: input.name,
          createdAt: Date.now(),
          isDefault: false,
        };
        state.workspaces.push(created);
        state.events.push({
          type: "workspaces",
          workspaces: [...state.workspaces],
        });
        return created;
      }),
    },
    models: {
      list: os.models.list.handler(() => state.models),
      select: os.models.select.handler(({ input }) => {
        state.models = state.models.map((model) =>
          model.kind === input.kind
            ? { ...model, isSelected: model.id === input.id }
            : model,
        );
        state.events.push({ type: "models", models: state.models });
        return state.models;
      }),
      add: os.models.add.handler(() => fakeModels()[0] as ModelSummary),
      remove: os.models.remove.handler(({ input }) => {
        state.models = state.models.filter(({ id }) => id !== input.id);
        state.events.push({ type: "models", models: state.models });
        return {};
      }),
    },
  };
}
