import { BrowserWindow, dialog, type OpenDialogOptions } from "electron";
import { text } from "./text.ts";

const dialogs: Record<"files" | "folder" | "model", OpenDialogOptions> = {
  files: { title: text.pickFiles, properties: ["openFile", "multiSelections"] },
  folder: {
    title: text.pickFolder,
    properties: ["openDirectory", "multiSelections"],
  },
  model: {
    title: text.pickModel,
    properties: ["openFile"],
    filters: [{ name: text.models, extensions: ["gguf"] }],
  },
};

/** The system's own dialog over the window in use; an empty list when the person closes it. */
export async function pickPaths(
  kind: "files" | "folder" | "model",
): Promise<string[]> {
  const parent = BrowserWindow.getFocusedWindow();
  const { canceled, filePaths } =
    parent === null
      ? await dialog.showOpenDialog(dialogs[kind])
      : await dialog.showOpenDialog(parent, dialogs[kind]);
  return canceled ? [] : filePaths;
}
