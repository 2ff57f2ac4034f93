import "@fontsource-variable/inter";
import "@fontsource-variable/jetbrains-mono";
import "./styles.css";
import { type ReactNode, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { Guarded } from "#ui/guarded.tsx";
import type { Connection } from "../client/connect.ts";
import { createHearth, type Hearth, HearthProvider } from "../client/hearth.ts";
import { createText } from "../text/i18n.ts";
import { applyRememberedTheme } from "./use-theme.ts";

/**
 * Draws what a window shows into the page, in the theme that was in use last. `prepare` sets up what follows the
 * connection, before anything is drawn.
 */
export function drawWindow(
  connection: Connection,
  content: ReactNode,
  prepare: (hearth: Hearth) => void,
): void {
  applyRememberedTheme();
  const hearth = createHearth(connection);
  prepare(hearth);
  const root = document.getElementById("root");
  if (root === null) throw new Error("The page has no root");
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={createText()}>
        <HearthProvider value={hearth}>
          <Guarded>{content}</Guarded>
        </HearthProvider>
      </I18nextProvider>
    </StrictMode>,
  );
}
