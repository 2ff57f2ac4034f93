import type { Browser, Page } from "@playwright/test";
import { withTemporaryFolder } from "../../headless/temporary-folder.ts";
import type { BenchContext } from "../context.ts";
import {
  type Figure,
  figureOf,
  type Measured,
  measureInTurns,
  noteRound,
} from "../figures.ts";
import { launchChromium } from "../served.ts";
import { recordFrames } from "./frame-recorder.ts";
import { longAnswer, tokensPerSecond } from "./script.ts";
import { startScripted } from "./scripted-host.ts";

const turnsBefore = 60;

/**
 * Frames of Chromium while an answer of 2,000 tokens of Markdown streams at a steady pace into a conversation of many
 * turns, beside the same text at the same pace in a bare page that appends it to a <pre>.
 */
export function benchStream({
  options,
  note,
  signal,
}: BenchContext): Promise<Figure[]> {
  return withTemporaryFolder(async (temporary) => {
    const hearth = await startScripted(temporary, turnsBefore, { signal });
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(hearth.url);
      await page.locator("[data-composer]").waitFor();
      await page.evaluate(`location.hash = "#/c/${hearth.conversationId}"`);
      await page.locator("[data-turn]").last().waitFor();
      note(`${turnsBefore} turns before; ${tokensPerSecond} tokens a second.`);
      const results = await measureInTurns(
        options.rounds,
        {
          hearth: (round) => streamInHearth(page, round),
          bare: () => streamInBarePage(browser),
        },
        noteRound(note),
        { signal },
      );
      const figure = (name: string, key: string) =>
        figureOf(results, { name, key, baseline: "bare <pre>" });
      return [
        figure("frame to frame, median ms", "medianMs"),
        figure("frame to frame, p95 ms", "p95Ms"),
        figure("frame to frame, longest ms", "longestMs"),
        figure("frames over 50 ms", "slow"),
        figure("work in a frame, median ms", "workMedianMs"),
        figure("work in a frame, p95 ms", "workP95Ms"),
      ];
    } finally {
      await browser.close();
      await hearth.stop();
    }
  });
}

async function streamInHearth(page: Page, round: number): Promise<Measured> {
  await page.bringToFront();
  await page
    .locator("[data-composer]")
    .fill(
      `How is notice given, and when is the deposit returned, in full, ${round}?`,
    );
  await page.keyboard.press("Enter");
  await page.locator(".is-streaming").waitFor();
  const stop = await recordFrames(page);
  await page.locator(".is-streaming").waitFor({ state: "detached" });
  return stop();
}

async function streamInBarePage(browser: Browser): Promise<Measured> {
  const page = await browser.newPage();
  await page.setContent(
    "<div style='height: 100vh; overflow: auto'><pre style='white-space: pre-wrap'></pre></div>",
  );
  const stop = await recordFrames(page);
  await page.evaluate(
    `new Promise((done) => {
      const text = ${JSON.stringify(longAnswer)};
      const pre = document.querySelector("pre");
      const startMs = performance.now();
      let written = 0;
      const timer = setInterval(() => {
        const due = Math.floor((performance.now() - startMs) * ${tokensPerSecond} / 1000) * 4;
        pre.append(text.slice(written, due));
        pre.parentElement.scrollTop = pre.parentElement.scrollHeight;
        written = due;
        if (due < text.length) return;
        clearInterval(timer);
        done();
      }, 16);
    })`,
  );
  const measured = await stop();
  await page.close();
  return measured;
}
