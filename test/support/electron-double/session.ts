import { EventEmitter } from "node:events";
import type Electron from "electron";

type CheckHandler = Parameters<
  Electron.Session["setPermissionCheckHandler"]
>[0];
type RequestHandler = Parameters<
  Electron.Session["setPermissionRequestHandler"]
>[0];
type DeviceHandler = Parameters<
  Electron.Session["setDevicePermissionHandler"]
>[0];
type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  answer: (response: Electron.CallbackResponse) => void,
) => void;

/** Holds the handlers and asks them as Electron does: what no handler refuses is allowed. */
class Session
  extends EventEmitter
  implements
    Pick<
      Electron.Session,
      | "setPermissionCheckHandler"
      | "setPermissionRequestHandler"
      | "setDevicePermissionHandler"
    >
{
  #check: CheckHandler = null;
  #request: RequestHandler = null;
  #device: DeviceHandler = null;
  #beforeRequest: BeforeRequest | null = null;

  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest) => {
      this.#beforeRequest = listener;
    },
  };

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler;
  }

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#request = handler;
  }

  setDevicePermissionHandler(handler: DeviceHandler): void {
    this.#device = handler;
  }

  isDeviceAllowed(details: Electron.DevicePermissionHandlerHandlerDetails) {
    return this.#device?.(details) ?? true;
  }

  /** True where someone refuses to take the file; a name to save it under is only ever proposed. */
  isDownloadRefused(url: string, name: string): boolean {
    let isRefused = false;
    let isAsked = true;
    this.emit(
      "will-download",
      {
        preventDefault: () => {
          isRefused = true;
        },
      },
      {
        getURL: () => url,
        getFilename: () => name,
        setSaveDialogOptions: () => undefined,
        setSavePath: () => {
          isAsked = false;
        },
      },
    );
    if (!isAsked) throw new Error("Nobody was asked where to");
    return isRefused;
  }

  /** What a page at the URL gets that asks for the permission. */
  isAllowed(permission: string, url: string): boolean {
    return this.isChecked(permission, url) && this.isGranted(permission, url);
  }

  /** What the page hears that only looks. */
  isChecked(permission: string, requestingUrl: string): boolean {
    // The handlers name permissions by literal types; a test asks with plain strings
    const check = this.#check as
      | ((
          contents: null,
          permission: string,
          origin: string,
          details: object,
        ) => boolean)
      | null;
    return check?.(null, permission, new URL(requestingUrl).href, {}) ?? true;
  }

  /** What the page gets that asks for it. */
  isGranted(permission: string, requestingUrl: string): boolean {
    const request = this.#request as
      | ((
          contents: null,
          permission: string,
          answer: (isAllowed: boolean) => void,
          details: object,
        ) => void)
      | null;
    let isGranted = request === null;
    request?.(
      null,
      permission,
      (answer) => {
        isGranted = answer;
      },
      { requestingUrl },
    );
    return isGranted;
  }

  isCancelled(url: string): boolean {
    let isCancelled = false;
    // The only fields that a guard may decide on are those that every request has
    const details = { url } as Electron.OnBeforeRequestListenerDetails;
    this.#beforeRequest?.(details, ({ cancel }) => {
      isCancelled = cancel === true;
    });
    return isCancelled;
  }
}

export const session = { defaultSession: new Session() };
