import { questionTerms } from "./terms.ts";

/** What people say to ask for a document as a whole, in the languages that they most often ask in. */
const overviewWords = new Set(
  (
    "abstract beginning brief briefly chapter chapters contain contained containing contains content contents describe " +
    "deal deals document explain file find gist give headings inside key look main mean means mention mentions open " +
    "outline overview page pages point points quick read section sections short show start state states stand stands " +
    "structure summaries summarise summarize summarised summary talk text title topic topics written " +
    "anfang aufbau bedeutet beschreibe beschreiben datei dokument drin enthält erkläre fasse gliederung handelt inhalt " +
    "kapitel kurz lies öffne sagt überblick übersicht worum zeig zeige zusammen zusammenfassen zusammenfassung " +
    "aperçu bref chapitres commence contenu contient décris décrire dedans dit explique fichier lis montre ouvre parle " +
    "plan résume résumer résumé sommaire traite " +
    "abre archivo capítulos contenido contiene describe dice documento esquema explica habla lee muestra resume resumen " +
    "resumir trata"
  ).split(" "),
);

/** Whether what is asked of a document, its name left out, is what it says as a whole and nothing in particular. */
export function asksForWhole(asked: string): boolean {
  return [...questionTerms(asked).values()].every((word) =>
    overviewWords.has(word.toLowerCase()),
  );
}
