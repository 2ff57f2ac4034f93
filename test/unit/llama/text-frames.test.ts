import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { TextFrames } from "#native/llama/text-frames.ts";

describe("gathering tokens into frames", () => {
  it("gives the first text at once, then what came within a frame together", async () => {
    let nowMs = 0;
    const frames = new TextFrames(() => nowMs);
    const seen = frames[Symbol.asyncIterator]();
    frames.push("first");
    expect((await seen.next()).value).toBe("first");
    const second = seen.next();
    frames.push(" a");
    frames.push(" b");
    nowMs = 20;
    frames.push(" c");
    expect((await second).value).toBe(" a b c");
  });

  it("does not hold text back when no more comes", async () => {
    vi.useFakeTimers();
    try {
      const frames = new TextFrames(() => Date.now());
      const seen = frames[Symbol.asyncIterator]();
      frames.push("first");
      await seen.next();
      const late = seen.next();
      frames.push("late");
      await vi.advanceTimersByTimeAsync(16);
      expect((await late).value).toBe("late");
    } finally {
      vi.useRealTimers();
    }
  });

  it("loses, doubles and reorders nothing, whenever it is read or closed", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.string(), fc.integer({ min: 0, max: 30 }))),
        async (steps) => {
          let nowMs = 0;
          const frames = new TextFrames(() => nowMs);
          const reading = (async () => {
            let text = "";
            for await (const frame of frames) text += frame;
            return text;
          })();
          for (const [text, ms] of steps) {
            nowMs += ms;
            frames.push(text);
            if (ms % 3 === 0) await Promise.resolve();
          }
          frames.close();
          expect(await reading).toBe(steps.map(([text]) => text).join(""));
        },
      ),
    );
  });
});
