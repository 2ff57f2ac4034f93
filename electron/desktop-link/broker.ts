import { z } from "zod";
import { appErrorData } from "#contract/errors.ts";

const requestId = z.number().int().positive();
const paths = z.array(z.string());

/** What the engine tells Electron's main, which alone has windows, dialogs and child processes to give. */
export const engineMessage = z.discriminatedUnion("type", [
  /** Ports and grants are taken from now on. */
  z.object({ type: z.literal("ready") }),
  /** The engine can't start; main ends it and asks the person, because starting it again is of no use by itself. */
  z.object({ type: z.literal("start-failed"), error: appErrorData }),
  z.object({
    type: z.literal("spawn-worker"),
    requestId,
    kind: z.enum(["llm", "embed", "extract"]),
    heapLimitMb: z.number().int().positive(),
  }),
  z.object({ type: z.literal("kill-worker"), requestId }),
  /** Answered by "picked". */
  z.object({
    type: z.literal("pick"),
    requestId,
    kind: z.enum(["files", "folder", "model"]),
  }),
  /** Answered by "main-shown". */
  z.object({ type: z.literal("show-main"), requestId }),
  /** Opens a file of the library in the system's program for it, or its folder. Answered by "file-opened". */
  z.object({
    type: z.literal("open-file"),
    requestId,
    path: z.string(),
    how: z.enum(["file", "folder"]),
  }),
  /** Answers "grant". */
  z.object({ type: z.literal("granted"), requestId, grantId: z.string() }),
  /** At start and at every change. */
  z.object({
    type: z.literal("settings"),
    theme: z.enum(["system", "light", "dark"]),
    quickAskShortcut: z.string().nullable(),
  }),
]);
export type EngineMessage = z.infer<typeof engineMessage>;

/** What main tells the engine. "window" and "worker-spawned" carry a port. */
export const mainMessage = z.discriminatedUnion("type", [
  /** A page wants to call the contract over the port. */
  z.object({ type: z.literal("window") }),
  z.object({
    type: z.literal("worker-spawned"),
    requestId,
    pid: z.number().int().nullable(),
  }),
  /** Also when it could not start. `reason` is Chromium's word for an end that was none of its own; null for one that was. */
  z.object({
    type: z.literal("worker-exited"),
    requestId,
    code: z.number().int().nullable(),
    reason: z.string().nullable(),
  }),
  z.object({ type: z.literal("picked"), requestId, paths }),
  z.object({ type: z.literal("main-shown"), requestId }),
  /** `refusal` is what the system said; empty when it did it. */
  z.object({ type: z.literal("file-opened"), requestId, refusal: z.string() }),
  /** Files that a person dropped on a window. */
  z.object({ type: z.literal("grant"), requestId, paths }),
  /** Close the stores and end the process. */
  z.object({ type: z.literal("quit") }),
]);
export type MainMessage = z.infer<typeof mainMessage>;

/** The part of both that concerns workers. */
export type BrokerRequest = Extract<
  EngineMessage,
  { type: "spawn-worker" | "kill-worker" }
>;
export type BrokerEvent = Extract<
  MainMessage,
  { type: "worker-spawned" | "worker-exited" }
>;
