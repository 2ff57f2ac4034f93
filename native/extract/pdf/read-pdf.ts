import { collapse } from "../clean-text.ts";
import { DocumentBuilder } from "../document-builder.ts";
import { failures } from "../failures.ts";
import { breathe, type Reading } from "../reader.ts";
import { fieldRuns } from "./fields.ts";
import { openPdf, type PdfDocument, type PdfPage } from "./open.ts";
import { writePage } from "./page.ts";
import { hasPictures } from "./pictures.ts";
import { type Run, runsOf } from "./runs.ts";

// So many pages are read before the first is written: headings are told by the size of the running text
const lookAheadPages = 12;
/**
 * Pages are looked for anew in the document's tree each time, which takes the square of their number where the tree
 * is flat (17,000: six minutes): after this long what was read is taken, and the others are told.
 */
const maxReadingMs = 10 * 60_000;
const lateReason =
  "This page was not read: the pages before it took too long. Split the document.";
const emptyReason = "There is no text on this page; it may be a scan.";

interface PageText {
  page: number;
  runs: Run[];
  failure: string | null;
}

/**
 * A PDF as Markdown, page by page: a page that can't be read doesn't cost the others. `nowMs`: a clock that only
 * goes forward.
 */
export async function* readPdf(
  bytes: Uint8Array,
  _extension: string,
  nowMs: () => number = () => performance.now(),
): Reading {
  const endMs = nowMs() + maxReadingMs;
  const document = await openPdf(bytes);
  try {
    const builder = new DocumentBuilder();
    const sizes = new Map<number, number>();
    const waiting: PageText[] = [];
    const pages = document.numPages;
    let readable = 0;
    for (let page = 1; page <= pages; page += 1) {
      yield { page, pages };
      await breathe();
      const text =
        nowMs() < endMs
          ? await readPage(document, page)
          : { page, runs: [], failure: lateReason };
      if (text.failure === null) readable += 1;
      for (const run of text.runs) {
        const size = Math.round(run.size * 2) / 2;
        sizes.set(size, (sizes.get(size) ?? 0) + run.text.length);
      }
      waiting.push(text);
      if (waiting.length > lookAheadPages) writeNext(builder, waiting, sizes);
    }
    while (waiting.length > 0) writeNext(builder, waiting, sizes);
    if (readable === 0) throw failures.damaged("PDF", null);
    if (builder.isEmpty)
      throw failures.noText(hasPictures(await document.getData()));
    return builder.build({
      mediaType: "application/pdf",
      title: await titleOf(document),
    });
  } finally {
    await document.loadingTask.destroy();
  }
}

function writeNext(
  builder: DocumentBuilder,
  waiting: PageText[],
  sizes: ReadonlyMap<number, number>,
): void {
  const next = waiting.shift();
  if (next === undefined) return;
  builder.beginPage(next.page);
  let failure = next.failure;
  try {
    writePage(builder, next.runs, commonSize(sizes));
  } catch (error) {
    failure = reasonOf(error);
  }
  if (failure !== null) builder.endPage({ status: "failed", reason: failure });
  else if (builder.hasTextOnPage)
    builder.endPage({ status: "text", reason: null });
  else builder.endPage({ status: "empty", reason: emptyReason });
}

async function readPage(
  document: PdfDocument,
  number: number,
): Promise<PageText> {
  try {
    const page = await document.getPage(number);
    const content = await page.getTextContent({ disableNormalization: true });
    const { transform } = page.getViewport({ scale: 1 });
    const runs = runsOf(
      content.items,
      transform,
      (font) => content.styles[font]?.vertical === true,
    );
    runs.push(...fieldRuns(await annotationsOf(page), transform));
    page.cleanup();
    return { page: number, runs, failure: null };
  } catch (error) {
    return { page: number, runs: [], failure: reasonOf(error) };
  }
}

/** Damaged annotations cost the page nothing but themselves. */
async function annotationsOf(page: PdfPage): Promise<unknown[]> {
  try {
    return await page.getAnnotations();
  } catch {
    return [];
  }
}

function reasonOf(error: unknown): string {
  const detail =
    error instanceof Error && error.message !== ""
      ? ` (${collapse(error.message).slice(0, 120)})`
      : "";
  return `This page is damaged and could not be read${detail}.`;
}

function commonSize(sizes: ReadonlyMap<number, number>): number {
  return [...sizes].reduce(
    (best, next) => (next[1] > best[1] ? next : best),
    [10, 0],
  )[0];
}

async function titleOf(document: PdfDocument): Promise<string | null> {
  try {
    const { info } = await document.getMetadata();
    const title =
      "Title" in info && typeof info.Title === "string"
        ? collapse(info.Title)
        : "";
    // What programs write there on their own is a file name, not a title
    const isFiller =
      /^(\(?(?:untitled|anonymous)\)?|microsoft (word|powerpoint|excel)|slide 1|document\d*$)|\.(docx?|pdf|tex|dvi|indd|qxd|pptx?|xlsx?|rtf|txt)$/i.test(
        title,
      );
    return title.length < 3 || isFiller ? null : title;
  } catch {
    // Damaged metadata costs the title only
    return null;
  }
}
