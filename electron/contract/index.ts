import type { ContractRouterClient } from "@orpc/contract";
import { app } from "./app.ts";
import { conversations } from "./conversations.ts";
import { events } from "./events.ts";
import { jobs } from "./jobs.ts";
import { library } from "./library.ts";
import { models } from "./models.ts";
import { palette } from "./palette.ts";
import { search } from "./search.ts";
import { start } from "./start.ts";
import { turns } from "./turns.ts";
import { workspaces } from "./workspaces.ts";

/** Everything a client may ask for, over any transport. */
export const contract = {
  app,
  events,
  workspaces,
  library,
  jobs,
  search,
  palette,
  start,
  conversations,
  turns,
  models,
};
export type Contract = typeof contract;
export type HearthClient = ContractRouterClient<Contract>;

export * from "./app.ts";
export * from "./conversations.ts";
export * from "./errors.ts";
export * from "./events.ts";
export * from "./fold-turn.ts";
export * from "./ids.ts";
export * from "./jobs.ts";
export * from "./library.ts";
export * from "./models.ts";
export * from "./notices.ts";
export * from "./palette.ts";
export * from "./search.ts";
export * from "./start.ts";
export * from "./turns.ts";
export * from "./workspaces.ts";
