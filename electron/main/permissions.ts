import type { Session } from "electron";
import { isOwnUrl } from "./own-url.ts";

/** Copying an answer is all that a page may do beyond showing itself. */
const allowedPermission = "clipboard-sanitized-write";

/** Denies every permission, device and download, asked for or checked, but copying from Hearth's own pages. */
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
  session.on("will-download", (event) => event.preventDefault());
}
