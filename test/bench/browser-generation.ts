/**
 * Tokens a second of an answer as a person sees it (Chromium on the loopback host, from the first text on the page
 * to the last), beside node-llama-cpp called directly in between: same file, context, threads, lengths of prompt
 * and answer. Run: node test/bench/browser-generation.ts
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { getLlama, LlamaChat } from "node-llama-cpp";
import { z } from "zod";
import { chromiumLaunchOptions } from "../../scripts/support/find-chromium.mjs";
import { sharedPath } from "../support/shared.ts";
import { startHearth } from "../support/start-hearth.ts";

const rounds = 7;
const threads = 1;
const story =
  "Once upon a time there was a little girl named Lily. She loved to play with her dog in the big park. ";
const finishFrame = z.object({
  type: z.literal("finish"),
  context: z.object({ contextTokens: z.number() }),
  timings: z.object({
    inputTokens: z.number(),
    outputTokens: z.number(),
    firstTextMs: z.number(),
    generationMs: z.number(),
    tokensPerSecond: z.number(),
  }),
});
type Finish = z.infer<typeof finishFrame>;

const folder = mkdtempSync(join(tmpdir(), "hearth-bench-"));
const models = join(folder, "models");
mkdirSync(models);
cpSync(
  sharedPath("models", "stories260k", "stories260K.gguf"),
  join(models, "stories260K.gguf"),
);
writeFileSync(join(folder, "story.txt"), story.repeat(8));

const hearth = await startHearth({ modelsFolder: models });
const browser = await chromium.launch({
  ...chromiumLaunchOptions(),
  args: ["--no-sandbox"],
});
const llama = await getLlama({
  build: "never",
  gpu: false,
  maxThreads: threads,
});
const model = await llama.loadModel({
  modelPath: sharedPath("models", "stories260k", "stories260K.gguf"),
});

/** Generates as many tokens after a prompt of as many tokens. */
async function direct(finish: Finish): Promise<number> {
  const context = await model.createContext({
    contextSize: finish.context.contextTokens,
    // As Hearth runs it on a CPU; the default is slower
    flashAttention: false,
    threads,
  });
  const chat = new LlamaChat({ contextSequence: context.getSequence() });
  const room = finish.timings.inputTokens - 40;
  const text = model.detokenize(
    model.tokenize(story.repeat(60)).slice(0, Math.max(room, 1)),
  );
  let firstMs = 0;
  let lastMs = 0;
  let tokens = 0;
  await chat.generateResponse(
    [
      { type: "user", text },
      { type: "model", response: [] },
    ],
    {
      maxTokens: finish.timings.outputTokens,
      temperature: 0.7,
      minP: 0.05,
      repeatPenalty: { lastTokens: 64, penalty: 1.05 },
      onToken: (written) => {
        lastMs = performance.now();
        if (firstMs === 0) firstMs = lastMs;
        tokens += written.length;
      },
    },
  );
  await context.dispose();
  return ((tokens - 1) * 1000) / (lastMs - firstMs);
}

/** Runs in the page: when text of an answer first and last changed, in the page's own milliseconds. */
const watchAnswers = `
  globalThis.seen = { first: 0, last: 0 };
  new MutationObserver((changes) => {
    const isAnswer = ({ target }) =>
      (target.closest ? target : target.parentElement)?.closest(".prose-answer");
    if (!changes.some(isAnswer)) return;
    seen.last = performance.now();
    if (seen.first === 0) seen.first = seen.last;
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
`;
const seenTimes = z.object({ first: z.number(), last: z.number() });

try {
  const page = await browser.newPage();
  let onFinish: (finish: Finish) => void = () => undefined;
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => {
      const finish = finishIn(String(payload));
      if (finish !== null) onFinish(finish);
    }),
  );
  await page.goto(hearth.url);
  await page
    .getByLabel("Or by path on this computer")
    .fill(join(folder, "story.txt"));
  await page.keyboard.press("Enter");
  await page.getByText("1 document is searchable").waitFor();
  await page.evaluate(watchAnswers);

  const rows: { page: number; engine: number; direct: number }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    await page.evaluate("globalThis.seen = { first: 0, last: 0 }");
    const finished = new Promise<Finish>((resolve) => {
      onFinish = resolve;
    });
    await page
      .locator("[data-composer]")
      .fill(`Who was Lily and her dog, number ${round}?`);
    await page.keyboard.press("Enter");
    const finish = await finished;
    await page.locator(".is-streaming").waitFor({ state: "detached" });
    const seen = seenTimes.parse(await page.evaluate("globalThis.seen"));
    const { inputTokens, outputTokens, tokensPerSecond } = finish.timings;
    const row = {
      page: ((outputTokens - 1) * 1000) / (seen.last - seen.first),
      engine: tokensPerSecond,
      direct: await direct(finish),
    };
    if (round > 0) rows.push(row);
    console.log(
      `${round === 0 ? "warm-up" : `round ${round}`}: ${outputTokens} tokens after ${inputTokens}; page ${row.page.toFixed(0)}, engine ${row.engine.toFixed(0)}, direct ${row.direct.toFixed(0)} tokens/s; first text after ${finish.timings.firstTextMs.toFixed(0)} ms`,
    );
  }
  const median = (key: "page" | "engine" | "direct") =>
    rows.map((row) => row[key]).sort((a, b) => a - b)[
      Math.floor(rows.length / 2)
    ] ?? 0;
  console.log(
    `median of ${rounds}: page ${median("page").toFixed(0)}, engine ${median("engine").toFixed(0)}, direct ${median("direct").toFixed(0)} tokens/s; page/direct ${(median("page") / median("direct")).toFixed(3)}`,
  );
} finally {
  await browser.close();
  await hearth.stop();
  await llama.dispose();
  rmSync(folder, { recursive: true, force: true });
}

/** The finish part in a frame of the contract's stream; null where there is none. */
function finishIn(frame: string): Finish | null {
  const at = frame.indexOf('"type":"finish"');
  if (at < 0) return null;
  const start = frame.lastIndexOf("{", at);
  for (
    let end = frame.lastIndexOf("}") + 1;
    end > start;
    end = frame.lastIndexOf("}", end - 2) + 1
  ) {
    try {
      return finishFrame.parse(JSON.parse(frame.slice(start, end)));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return null;
}
