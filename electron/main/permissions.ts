import type { DownloadItem, Session } from "electron";
import { isOwnUrl } from "./own-url.ts";

/** Copying an answer is all that a page may do beyond showing itself. */
const allowedPermission = "clipboard-sanitized-write";

/** What an own page made itself, as Markdown: the person is asked where to, and nothing comes from elsewhere. */
const isOwnExport = (item: Pick<DownloadItem, "getURL" | "getFilename">) =>
  item.getURL().startsWith("blob:") &&
  isOwnUrl(item.getURL().slice("blob:".length)) &&
  item.getFilename().endsWith(".md");

/**
 * Denies every permission, device and download, asked for or checked, but copying from Hearth's own pages and saving
 * what they export.
 */
export function setupPermissions(session: Session): void {
  session.setPermissionRequestHandler(
    (_contents, permission, answer, details) =>
      answer(
        permission === allowedPermission && isOwnUrl(details.requestingUrl),
      ),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin) =>
      permission === allowedPermission && isOwnUrl(requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
  session.on("will-download", (event, item) => {
    if (!isOwnExport(item)) event.preventDefault();
    else item.setSaveDialogOptions({ defaultPath: item.getFilename() });
  });
}
