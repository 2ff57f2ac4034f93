import { z } from "zod";
import { call } from "./base.ts";
import { conversationId, turnId } from "./ids.ts";

export const hostKind = z.enum(["desktop", "loopback", "command-line"]);
export type HostKind = z.infer<typeof hostKind>;

export const appInfo = z.object({
  version: z.string(),
  host: hostKind,
  platform: z.enum(["darwin", "win32", "linux"]),
  /** For display only: no call takes these back. */
  dataFolder: z.string(),
  modelsFolder: z.string(),
  capabilities: z.object({
    /** `library.pick` opens the system's own dialog. */
    pick: z.boolean(),
    /** `library.add` and `models.add` take paths that the person typed. */
    paths: z.boolean(),
    /** `app.continueInMain` brings up the main window. */
    windows: z.boolean(),
    /** `library.open` shows files to the person: the host has a screen of this computer. */
    openFiles: z.boolean(),
  }),
});
export type AppInfo = z.infer<typeof appInfo>;

export const settings = z.object({
  theme: z.enum(["system", "light", "dark"]),
  /** Of everything that is read; "normal" is what the interface is drawn for. */
  textSize: z.enum(["small", "normal", "large", "larger"]),
  /** Threads for the language model; "measured" takes what a short measurement at first load found fastest. */
  threads: z.union([z.literal("measured"), z.number().int().min(1).max(256)]),
  /** The file or folder name of the chosen language model; null: the only or first one found; "none": answer with passages. */
  languageModel: z.string().nullable(),
  /** The folder name of the chosen embedding model; null: the person's own, else the built-in one; "none": search by words. */
  embeddingModel: z.string().nullable(),
  /**
   * An Electron accelerator, such as "CommandOrControl+Shift+Space"; null turns it off. Without a modifier a letter
   * could not be typed anywhere any more.
   */
  quickAskShortcut: z
    .string()
    .max(100)
    .regex(
      /^(Shift\+)?((Command|Cmd|Control|Ctrl|CommandOrControl|CmdOrCtrl|Alt|Option|AltGr|Super|Meta)\+(Shift\+)?)+[^+]+$|^(Shift\+)?F\d{1,2}$/i,
    )
    .nullable(),
});
export type Settings = z.infer<typeof settings>;

/** A passage of an answer, by the number that stands for it there. */
export const sourceRef = z.object({
  turnId,
  number: z.number().int().positive(),
});
export type SourceRef = z.infer<typeof sourceRef>;

export const app = {
  info: call.output(appInfo),
  settings: call.output(settings),
  updateSettings: call.input(settings.partial()).output(settings),
  /** Brings up the main window on this conversation (desktop), and tells every client to show it, with a source open where one is named. */
  continueInMain: call
    .input(z.object({ conversationId, source: sourceRef.optional() }))
    .output(z.object({ shown: z.boolean() })),
};
