/** Every sentence that main itself says, in one place for translation; the windows have their own. */
export const text = {
  open: "Open Hearth",
  quickAsk: "Quick ask",
  quit: "Quit Hearth",
  shortcutRefused: (accelerator: string) =>
    `The shortcut ${accelerator} could not be taken`,
  shortcutAdvice:
    "Another program may have it. Choose another one in the settings, or let your desktop run “hearth --quick-ask”.",
  openLink: "Open this in another program?",
  openLinkDetail: (url: string) => `${url}\n\nHearth itself sends nothing.`,
  cancel: "Cancel",
  openIt: "Open",
  engineFailed: "Hearth keeps stopping",
  engineFailedDetail:
    "Its engine ended three times in a row. Your files and conversations are kept. A safe start leaves waiting work paused, so that you can remove what stops it.",
  startFailed: "Hearth can't start",
  tryAgain: "Try again",
  startSafely: "Start safely",
  showLogs: "Show the log files",
  pageFailed: "This window keeps failing",
  pageFailedDetail: "Nothing is lost: what Hearth was doing goes on.",
  reload: "Load it again",
  pickFiles: "Add files",
  pickFolder: "Add a folder",
  pickModel: "Add a model",
  models: "Models",
  file: "File",
  help: "Help",
} as const;
