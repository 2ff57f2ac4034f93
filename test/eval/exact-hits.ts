/**
 * For 200 hits of `hearth search` over a library made by index-documents.ts (HEARTH_KEEP=1): whether each
 * text is exactly the range that it names of `hearth extract FILE --json`, and its page the right one.
 * Run: node test/eval/exact-hits.ts DATA_FOLDER
 */
import { jsonLines, runHearth } from "../support/hearth-process.ts";
import { sharedPath } from "../support/shared.ts";

interface Hit {
  path: string;
  page: number | null;
  start: number;
  end: number;
  text: string;
}
interface Extracted {
  text: string;
  pages: { page: number; start: number; end: number }[];
}

const [data] = process.argv.slice(2);
if (data === undefined) throw new Error("Name the data folder.");
const environment = { HEARTH_MODELS: sharedPath("models") };
const queries = [
  "table of contents",
  "introduction and background",
  "who is the author of the document",
  "annual report revenue",
  "license terms and conditions",
  "machine learning model layout",
  "font encoding test",
  "how to install the software",
  "date and signature",
  "list of references",
  "the quick brown fox",
  "annotations in a form field",
  "chemical or medical results",
  "headings and footnotes",
  "court, law and contract",
  "image with a caption",
  "email address",
  "world war history",
  "page numbering",
  "mathematical equation",
];
const hits: Hit[] = [];
for (const query of queries) {
  const { stdout } = await runHearth(
    ["search", query, "-k", "10", "--json", "--data", data],
    environment,
  );
  const [result] = jsonLines(stdout);
  // The shape is the documented one of `search --json`
  hits.push(...((result?.["hits"] ?? []) as Hit[]));
}

const extracted = new Map<string, Extracted>();
for (const path of new Set(hits.map((hit) => hit.path))) {
  const { stdout } = await runHearth(
    ["extract", path, "--json", "--data", data],
    environment,
  );
  extracted.set(path, JSON.parse(stdout) as Extracted);
}

const wrongText: Hit[] = [];
const wrongPage: Hit[] = [];
let withPages = 0;
for (const hit of hits) {
  const document = extracted.get(hit.path);
  if (document?.text.slice(hit.start, hit.end) !== hit.text)
    wrongText.push(hit);
  const pages = document?.pages ?? [];
  if (pages.length === 0) {
    if (hit.page !== null) wrongPage.push(hit);
    continue;
  }
  withPages += 1;
  const right = pages.find(
    (page) => page.start <= hit.start && hit.start < page.end,
  );
  if (right?.page !== hit.page) wrongPage.push(hit);
}
console.log(
  `${hits.length} hits in ${extracted.size} documents: text exact ${hits.length - wrongText.length}/${hits.length}; page right ${hits.length - wrongPage.length}/${hits.length} (${withPages} in formats with pages)`,
);
for (const hit of [...wrongText, ...wrongPage].slice(0, 20))
  console.log(`wrong: ${hit.path} page ${hit.page} ${hit.start}-${hit.end}`);
