import type { WebPreferences } from "electron";

/** What a window may choose for its page; what protects the person is not among it. */
export type PagePreferences = Pick<
  WebPreferences,
  "backgroundThrottling" | "enablePreferredSizeMode"
>;

/** The preferences of every page of Hearth. Only the two that a window may choose are taken from it. */
export function webPreferencesFor(
  own: PagePreferences,
  options: { preloadFile: string; isPackaged: boolean },
): WebPreferences {
  const { backgroundThrottling = true, enablePreferredSizeMode = false } = own;
  return {
    backgroundThrottling,
    enablePreferredSizeMode,
    preload: options.preloadFile,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    // The spell checker would fetch its dictionaries
    spellcheck: false,
    devTools: !options.isPackaged,
  };
}
