import { implement } from "@orpc/server";
import type { AppInfo } from "#contract/app.ts";
import { AppError } from "#contract/errors.ts";
import type { WorkerStatus } from "#contract/events.ts";
import { contract } from "#contract/index.ts";
import type { Conversations } from "#core/chat/conversations.ts";
import type { Turns } from "#core/chat/turns.ts";
import type { EventHub } from "#core/events/event-hub.ts";
import type { Jobs } from "#core/jobs/jobs.ts";
import type { DocumentStore } from "#core/library/documents/document-store.ts";
import type { Library } from "#core/library/library.ts";
import type { LibrarySearch } from "#core/library/search/library-search.ts";
import type { Models } from "#core/models/models.ts";
import type { Palette } from "#core/palette/palette.ts";
import type { Files, Grants, KeptTexts } from "#core/ports/files.ts";
import type { Host } from "#core/ports/host.ts";
import type { Log } from "#core/ports/log.ts";
import type { SettingsStore } from "#core/settings/settings-store.ts";
import type { Start } from "#core/start/start.ts";
import type { Workspaces } from "#core/workspaces/workspaces.ts";
import { appErrorsOnWire } from "#native/workers/rpc-errors.ts";
import { openDocument } from "./open-document.ts";
import { requireThere } from "./require-there.ts";

export interface RouterParts {
  info: AppInfo;
  host: Host;
  files: Files;
  grants: Grants;
  texts: KeptTexts;
  hub: EventHub;
  log: Log;
  settings: SettingsStore;
  workspaces: Workspaces;
  library: Library;
  jobs: Jobs;
  search: LibrarySearch;
  palette: Palette;
  start: Start;
  conversations: Conversations;
  turns: Turns;
  models: Models;
  workers: () => WorkerStatus[];
  documents: DocumentStore;
}

export type EngineRouter = ReturnType<typeof createRouter>;

/** The contract, answered by core. What a host may not do is refused here, once for every transport. */
export function createRouter(parts: RouterParts) {
  const { info, host, grants, hub, settings, workspaces } = parts;
  const { library, jobs, search, palette, conversations, turns, models } =
    parts;
  const os = implement(contract).use(
    appErrorsOnWire((error) => parts.log.error("a call failed", error)),
  );
  /** A call or stream without a signal (in memory) is never aborted. */
  const signalOf = (signal: AbortSignal | undefined) =>
    signal ?? new AbortController().signal;
  const requirePaths = () => {
    if (!info.capabilities.paths)
      throw new AppError("not-permitted", "Paths are not taken here.", {
        advice: "Drop the files on the window, or choose them.",
      });
  };

  /** In the background: another embedding model may be there, or be chosen. */
  const checkIndexes = () => {
    library
      .checkIndexes()
      .catch((error: unknown) =>
        parts.log.error("the indexes could not be checked", error),
      );
  };
  const granted = (grant: string) => {
    const [path] = grants.spend(grant);
    if (path === undefined)
      throw new AppError("not-permitted", "Nothing was chosen.");
    return path;
  };

  return os.router({
    app: {
      info: os.app.info.handler(() => info),
      settings: os.app.settings.handler(() => settings.get()),
      updateSettings: os.app.updateSettings.handler(({ input }) =>
        settings.update(definedOnly(input)),
      ),
      continueInMain: os.app.continueInMain.handler(async ({ input }) => {
        hub.publish({ type: "navigate", ...input });
        await host.showMain?.();
        return { shown: host.showMain !== undefined };
      }),
    },
    events: {
      watch: os.events.watch.handler(({ signal }) =>
        hub.subscribe(
          async () => [
            { type: "settings", settings: settings.get() },
            { type: "workers", workers: parts.workers() },
            { type: "jobs", jobs: jobs.list() },
            { type: "models", models: await models.list() },
          ],
          { signal: signalOf(signal) },
        ),
      ),
    },
    workspaces: {
      list: os.workspaces.list.handler(() => workspaces.list()),
      rename: os.workspaces.rename.handler(({ input }) =>
        workspaces.rename(input.workspaceId, input.name),
      ),
      contents: os.workspaces.contents.handler(({ input }) =>
        workspaces.contents(input.workspaceId),
      ),
      remove: os.workspaces.remove.handler(async ({ input }) => {
        await workspaces.remove(input.workspaceId);
        return {};
      }),
      create: os.workspaces.create.handler(({ input }) =>
        workspaces.create(input.name),
      ),
    },
    library: {
      add: os.library.add.handler(async ({ input, signal }) => {
        if (input.paths.length > 0) requirePaths();
        await requireThere(parts.files, input.paths, {
          signal: signalOf(signal),
        });
        workspaces.get(input.workspaceId);
        const granted = input.grants.flatMap((id) => grants.spend(id));
        return library.add({
          workspaceId: input.workspaceId,
          paths: [...granted, ...input.paths],
          label: input.label,
        });
      }),
      addText: os.library.addText.handler(async ({ input }) => {
        workspaces.get(input.workspaceId);
        const path = await parts.texts.keep(input.text, input.name);
        return {
          ...library.add({ workspaceId: input.workspaceId, paths: [path] }),
          path,
        };
      }),
      pick: os.library.pick.handler(async ({ input }) => {
        if (host.pick === undefined)
          throw new AppError("not-permitted", "There is no dialog here.");
        const paths = await host.pick(input.kind);
        return {
          grants: paths.length === 0 ? [] : [grants.create(paths)],
        };
      }),
      list: os.library.list.handler(({ input }) => library.list(input)),
      remove: os.library.remove.handler(({ input }) => library.remove(input)),
      restore: os.library.restore.handler(({ input }) =>
        library.restore(input),
      ),
      retry: os.library.retry.handler(({ input }) => library.retry(input)),
      open: os.library.open.handler(async ({ input }) => {
        await openDocument(parts, input);
        return {};
      }),
      linked: os.library.linked.handler(({ input }) =>
        parts.documents.linked(input.documentId, input.target),
      ),
      outline: os.library.outline.handler(({ input }) =>
        library.outline(input),
      ),
      place: os.library.place.handler(({ input }) => library.place(input)),
      slice: os.library.slice.handler(({ input }) => library.slice(input)),
    },
    jobs: {
      list: os.jobs.list.handler(() => jobs.list()),
      pause: os.jobs.pause.handler(({ input }) => jobs.pause(input.jobId)),
      resume: os.jobs.resume.handler(({ input }) => jobs.resume(input.jobId)),
      cancel: os.jobs.cancel.handler(({ input }) => jobs.cancel(input.jobId)),
    },
    search: {
      run: os.search.run.handler(({ input, signal }) =>
        search.run(input, { signal: signalOf(signal) }),
      ),
    },
    palette: {
      find: os.palette.find.handler(({ input, signal }) =>
        palette.find(input, { signal: signalOf(signal) }),
      ),
      mentionable: os.palette.mentionable.handler(({ input }) =>
        palette.mentionable(input),
      ),
    },
    start: {
      overview: os.start.overview.handler(({ input, signal }) =>
        parts.start.overview(input, { signal: signalOf(signal) }),
      ),
    },
    conversations: {
      list: os.conversations.list.handler(({ input }) =>
        conversations.list(input),
      ),
      get: os.conversations.get.handler(({ input }) =>
        conversations.get(input),
      ),
      rename: os.conversations.rename.handler(({ input }) =>
        conversations.rename(input),
      ),
      remove: os.conversations.remove.handler(({ input }) =>
        conversations.remove(input),
      ),
      search: os.conversations.search.handler(({ input }) =>
        conversations.search(input),
      ),
    },
    turns: {
      ask: os.turns.ask.handler(
        ({ input: { model, modelGrant, ...input } }) => {
          if (modelGrant !== undefined)
            return turns.ask({
              ...input,
              model: { file: granted(modelGrant) },
            });
          return turns.ask({
            ...input,
            model: model === undefined ? undefined : { id: model },
          });
        },
      ),
      continue: os.turns.continue.handler(({ input }) =>
        turns.continue(input.turnId),
      ),
      stop: os.turns.stop.handler(({ input }) => turns.stop(input.turnId)),
      watch: os.turns.watch.handler(({ input, signal }) =>
        turns.watch(input.turnId, input.fromSeq, { signal: signalOf(signal) }),
      ),
    },
    models: {
      // An embedding model may have been put into the folder by hand: the indexes are looked at too
      list: os.models.list.handler(() => {
        checkIndexes();
        return models.list();
      }),
      select: os.models.select.handler(async ({ input }) => {
        const listed = await models.select(input.id, input.kind);
        if (input.kind === "embedding") checkIndexes();
        return listed;
      }),
      add: os.models.add.handler(({ input }) => {
        if ("path" in input) {
          requirePaths();
          return models.addFromPath(input.path);
        }
        return models.addFromPath(granted(input.grant));
      }),
      remove: os.models.remove.handler(async ({ input }) => {
        await models.remove(input.id);
        checkIndexes();
        return {};
      }),
    },
  });
}

function definedOnly<Value extends object>(
  value: Value,
): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  // Absent and undefined mean the same on the wire, not under exactOptionalPropertyTypes
  return Object.fromEntries(
    Object.entries(value).filter(([, entry]) => entry !== undefined),
  ) as { [Key in keyof Value]: Exclude<Value[Key], undefined> };
}
