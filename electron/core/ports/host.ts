/** What the host around the engine can do for it: dialogs and windows on the desktop, nothing on loopback. */
export interface Host {
  /** Opens the system's dialog; an empty list when it is closed. Absent where there is none. */
  pick?: (kind: "files" | "folder" | "model") => Promise<readonly string[]>;
  /** Brings up the main window. Absent where there is none. */
  showMain?: () => Promise<void>;
  /**
   * Opens a file in the system's own program for it, or shows it in its folder. Absent where there is no screen.
   * @throws AppError not-permitted when the system refuses
   */
  openFile?: (path: string, how: "file" | "folder") => Promise<void>;
}
