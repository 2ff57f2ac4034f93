import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import english from "./en.json" with { type: "json" };

/** Every sentence of the interface, in the one language that there is now. Ready when it returns: nothing is fetched. */
export function createText(): i18n {
  const text = createInstance();
  void text.use(initReactI18next).init({
    lng: "en",
    fallbackLng: "en",
    initAsync: false,
    resources: { en: { translation: english } },
    // React escapes what it renders
    interpolation: { escapeValue: false },
  });
  return text;
}
