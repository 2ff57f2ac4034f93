import { createInstance } from "i18next";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import english from "../../../renderer/text/en.json" with { type: "json" };

/** The HTML of a part of the page, with its English words. */
export async function markupOf(part: ReactNode): Promise<string> {
  const i18n = createInstance();
  await i18n.init({
    lng: "en",
    resources: { en: { translation: english } },
    interpolation: { escapeValue: false },
  });
  return renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>{part}</I18nextProvider>,
  );
}
