/**
 * XQuAD in English, its 240 paragraphs as files: how often the sentence that is marked first holds the truth, and how
 * often the quote around it does; over the odd questions. The weights were chosen by the even ones, with these in sight. Also the time that choosing takes.
 * Run: node test/eval/answering-sentences.ts [QUESTIONS]; default: all odd ones. Needs a build.
 */
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { quotesOf } from "#core/evidence/quotes.ts";
import { DocumentStore } from "#core/library/documents/document-store.ts";
import { createEngine } from "#engine/create-engine.ts";
import { createDatabase } from "#native/database/open-database.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { silentLog } from "../support/chat-harness.ts";
import { createEmbedderHarness } from "../support/embedder-harness.ts";
import { recordingSpawner } from "../support/recording-spawner.ts";
import { sharedPath } from "../support/shared.ts";

const passagesWanted = 12;
const xquad = z.object({
  data: z.array(
    z.object({
      paragraphs: z.array(
        z.object({
          context: z.string(),
          qas: z.array(
            z.object({
              question: z.string(),
              answers: z.array(z.object({ text: z.string() })),
            }),
          ),
        }),
      ),
    }),
  ),
});

const paragraphs = xquad
  .parse(
    JSON.parse(
      readFileSync(
        sharedPath("data", "questions", "xquad", "xquad.en.json"),
        "utf8",
      ),
    ),
  )
  .data.flatMap((article) => article.paragraphs);
const questions = paragraphs
  .flatMap(({ qas }) => qas)
  .filter((_, index) => index % 2 === 1)
  .slice(0, Number(process.argv[2] ?? Number.POSITIVE_INFINITY));
const folder = mkdtempSync(join(tmpdir(), "hearth-xquad-"));
const files = join(folder, "files");
mkdirSync(files);
for (const [index, { context }] of paragraphs.entries())
  writeFileSync(join(files, `${index}.md`), `${context}\n`);

const engine = await createEngine({
  dataFolder: join(folder, "data"),
  modelsFolder: sharedPath("models"),
  hostKind: "command-line",
  host: {},
  version: "0",
  spawner: recordingSpawner().spawner,
  log: silentLog,
});
const { embedder } = createEmbedderHarness();
const signal = new AbortController().signal;
const stored = createDatabase({
  file: join(folder, "data/hearth.db"),
  log: silentLog,
  clock: systemClock,
});
const documents = new DocumentStore(stored.database);
try {
  const { client } = engine;
  const workspaceId = (await client.workspaces.list())[0]?.id;
  if (workspaceId === undefined) throw new Error("There is no workspace");
  const { jobId } = await client.library.add({ workspaceId, paths: [files] });
  for await (const event of await client.events.watch())
    if (
      event.type === "jobs" &&
      event.jobs.some(({ id, state }) => id === jobId && state === "done")
    )
      break;
  let [first, around, shown] = [0, 0, 0];
  const times: number[] = [];
  for (const { question, answers } of questions) {
    const { hits } = await client.search.run({
      workspaceId,
      query: question,
      k: passagesWanted,
    });
    const passages = hits.map((hit) => ({
      ...hit,
      document: documents.text(hit.documentId),
    }));
    const startedMs = performance.now();
    const quotes = await quotesOf({ question, passages, embedder }, { signal });
    times.push(performance.now() - startedMs);
    const texts = quotes.map((quote) => {
      const text = passages[quote.passage]?.document.text ?? "";
      return {
        isShown: quote.isShown,
        quote: text.slice(quote.start, quote.end),
        marked: quote.answers.map(({ start, end }) => text.slice(start, end)),
      };
    });
    const isTrue = (text: string | undefined) =>
      answers.some((answer) => text?.includes(answer.text));
    const [best] = texts;
    if (best?.marked.some(isTrue)) first += 1;
    if (isTrue(best?.quote)) around += 1;
    if (texts.some(({ isShown, quote }) => isShown && isTrue(quote)))
      shown += 1;
  }
  const share = (count: number) => (count / questions.length).toFixed(3);
  times.sort((a, b) => a - b);
  const at = (part: number) =>
    Math.round(times[Math.floor(part * (times.length - 1))] ?? 0);
  console.log(
    `${questions.length} questions: the marked sentence holds the truth ${share(first)}, the first quote ${share(around)}, the quotes shown ${share(shown)}; choosing takes ${at(0.5)} ms (median), ${at(0.95)} ms (95th)`,
  );
} finally {
  stored.close();
  embedder.dispose();
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
}
