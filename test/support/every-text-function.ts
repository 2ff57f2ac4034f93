import { appErrorFrom } from "#contract/errors.ts";
import { citedNumbers } from "#core/chat/citations.ts";
import { askedFact, holdsFact } from "#core/evidence/asked-facts.ts";
import { dataObjects } from "#core/evidence/code-units.ts";
import { isHardlyAnswer, isReference } from "#core/evidence/hardly-answers.ts";
import { meantLineEnds } from "#core/evidence/line-ends.ts";
import { stemsOf } from "#core/evidence/question-words.ts";
import { sentenceRanges } from "#core/evidence/sentence-ranges.ts";
import { chunkDocument } from "#core/library/chunking/chunker.ts";
import {
  embeddedText,
  headingText,
} from "#core/library/chunking/embedded-text.ts";
import { estimateTokens } from "#core/library/chunking/estimate-tokens.ts";
import { viewerSections } from "#core/library/documents/viewer-sections.ts";
import { NearDuplicates } from "#core/library/search/near-duplicates.ts";
import { shinglesOf } from "#core/library/search/shingles.ts";
import { neutralAttribute, neutralText } from "#core/prompts/neutral-text.ts";
import { wordsOf } from "#core/words/words.ts";
import { readCode } from "#native/extract/code.ts";
import { readHtml } from "#native/extract/html/read-html.ts";
import { readMail } from "#native/extract/mail.ts";
import { readMarkdown } from "#native/extract/markdown/read-markdown.ts";
import type { Reading } from "#native/extract/reader.ts";
import { readText } from "#native/extract/text.ts";
import { citationMarker, withoutMarkers } from "#shared/citation-markers.ts";
import { plainText } from "#ui/answer/citations.ts";
import { alignValue } from "../../renderer/ui/markdown/align.ts";
import { runOf, structuralRuns } from "./structural-runs.ts";

/** Run by linear-text.test.ts: every function that takes a document's text, over long runs. */

const runChars = 200_000;
const signal = new AbortController().signal;

const functions: Record<string, (text: string) => unknown> = {
  embeddedText,
  headingText,
  neutralText,
  neutralAttribute,
  citedNumbers,
  withoutMarkers,
  citations: (text) => [...text.matchAll(citationMarker)],
  wordsOf,
  nearDuplicates: (text) => new NearDuplicates().has(shinglesOf(text)),
  plainText,
  alignValue: (text) => alignValue(text, `${text.slice(0, 10)}&`, false),
  sentenceRanges,
  stemsOf,
  meantLineEnds,
  dataObjects: (text) => dataObjects(`{${text}`, { start: 0, end: runChars }),
  dataElements: (text) => dataObjects(`<${text}`, { start: 0, end: runChars }),
  askedFact,
  holdsFact: (text) => holdsFact(text, "figure", text),
  isReference: (text) => isReference(text, [text]),
  isHardlyAnswer: (text) => isHardlyAnswer(text, "sentence"),
  readText: (text) => index(readText, text),
  readMarkdown: (text) => index(readMarkdown, text),
  readHtml: (text) => index(readHtml, text),
  readCode: (text) => index((bytes) => readCode(bytes, "csv"), text),
  // The mail parser takes its time for each line, though not more for later ones
  readMail: (text) =>
    index(
      readMail,
      `From: a@b.c\nSubject: ${text.slice(0, 50)}\n\n${text.slice(0, 20_000)}`,
    ),
};

for (const [unitName, unit] of Object.entries(structuralRuns)) {
  const run = runOf(unit, runChars);
  for (const [name, read] of Object.entries(functions)) {
    process.send?.(`${name}: a run of ${unitName}`);
    await read(`words\n\n${run} words\n\n# Words\n\nwords`);
  }
}
process.disconnect();

/** From bytes to chunks and sections; a file without text is refused. */
async function index(
  read: (bytes: Uint8Array) => Reading,
  text: string,
): Promise<void> {
  const reading = read(new TextEncoder().encode(text));
  try {
    for (let step = await reading.next(); ; step = await reading.next()) {
      if (step.done !== true) continue;
      const extraction = step.value;
      viewerSections({ lengthChars: extraction.text.length, ...extraction });
      await chunkDocument(extraction, {
        maxTokens: 256,
        countTokens: estimateTokens,
        signal,
      });
      return;
    }
  } catch (error) {
    if (appErrorFrom(error) === null) throw error;
  }
}
