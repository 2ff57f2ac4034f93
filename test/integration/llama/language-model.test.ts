import {
  copyFileSync,
  mkdtempSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChatMessage } from "#core/ports/language-model.ts";
import { noSignal } from "../../support/chat-harness.ts";
import { storiesFile } from "../../support/fixtures.ts";
import { createLlamaHarness, generated } from "../../support/llama-harness.ts";

const folder = mkdtempSync(join(tmpdir(), "hearth-llama-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let llama: ReturnType<typeof createLlamaHarness>;
beforeEach(() => {
  llama = createLlamaHarness();
});
afterEach(() => llama.languageModel.dispose());

const system = { role: "system", text: "You tell stories." } as const;
const prompt: ChatMessage[] = [
  system,
  { role: "user", text: "Once upon a time" },
];
const tokensOf = async (messages: readonly ChatMessage[]) =>
  (await llama.languageModel.count({ prompts: [messages] })).prompts[0];
const load = (file = storiesFile) =>
  llama.languageModel.load({ file, threads: 1 }, { signal: noSignal });
const write = (messages = prompt, maxTokens = 60, signal = noSignal) =>
  llama.languageModel.generate(
    { messages, maxTokens, temperature: 0 },
    { signal },
  );

describe("llama.cpp in its process", () => {
  it("loads, counts as it evaluates, writes in frames, and the same again", async () => {
    expect(await load()).toMatchObject({
      contextTokens: 2048,
      threads: 1,
      measurements: [],
      hasChatTemplate: false,
      wasRestarted: false,
    });
    const first = await generated(write(prompt, 400));
    expect(first.text.length).toBeGreaterThan(100);
    expect(first.finish).toMatchObject({
      outputTokens: expect.any(Number),
      inputTokens: await tokensOf(prompt),
    });
    // Far fewer messages than tokens
    expect(first.frames).toBeLessThan((first.finish?.outputTokens ?? 0) / 2);
    expect((await generated(write(prompt, 400))).text).toBe(first.text);
    expect(llama.pids).toHaveLength(1);
  });

  it("stops at once, keeping what was written, also before the first token, and serves the next", async () => {
    await load();
    const stop = new AbortController();
    const stopped = await generated(write(prompt, 1500, stop.signal), () =>
      stop.abort(),
    );
    expect(stopped.text).not.toBe("");
    expect(stopped.finish).toMatchObject({ reason: "stopped" });
    expect(stopped.finish?.outputTokens).toBeLessThan(1500);
    expect(
      (await generated(write(prompt, 1500, stop.signal))).finish,
    ).toMatchObject({ reason: "stopped", outputTokens: 0 });
    expect((await generated(write(prompt, 20))).finish).toMatchObject({
      reason: "length",
    });
  });

  it("stops within the prompt, between two batches", async () => {
    await load();
    const long: ChatMessage[] = [
      { role: "user", text: "One day the cat sat. ".repeat(90) },
    ];
    expect(await tokensOf(long)).toBeGreaterThan(600);
    const stop = new AbortController();
    const stopping = generated(write(long, 50, stop.signal));
    await Promise.resolve();
    stop.abort();
    expect(await stopping).toMatchObject({
      text: "",
      finish: { reason: "stopped", outputTokens: 0 },
    });
    // What was evaluated of it is no harm to the next
    const after = await generated(write());
    await llama.languageModel.unload();
    await load();
    expect((await generated(write())).text).toBe(after.text);
  });

  it("is free again for others when a reader leaves the loop", async () => {
    await load();
    for await (const part of write(prompt, 1500))
      if (part.type === "text") break;
    expect((await generated(write(prompt, 10))).finish).toMatchObject({
      outputTokens: 10,
    });
  });

  it("lets concurrent generations wait for each other", async () => {
    await load();
    const texts = await Promise.all(
      [1, 2, 3].map(async () => (await generated(write())).text),
    );
    expect(new Set(texts).size).toBe(1);
  });

  it("evaluates what a conversation has in common only once", async () => {
    await load();
    const long =
      "The dog and the cat went to the park to play with a red ball. ".repeat(
        40,
      );
    const first = await generated(
      write([system, { role: "user", text: long }], 5),
    );
    const again = await generated(
      write(
        [
          system,
          { role: "user", text: long },
          { role: "assistant", text: first.text },
          { role: "user", text: "And?" },
        ],
        5,
      ),
    );
    const shared = first.finish?.inputTokens ?? 0;
    expect(first.finish?.evaluatedTokens).toBe(shared);
    const fresh = (again.finish?.inputTokens ?? 0) - shared;
    expect(fresh).toBeGreaterThan(0);
    expect(again.finish?.evaluatedTokens).toBeLessThanOrEqual(fresh + 1);
  });

  it("refuses a prompt that does not fit instead of cutting it", async () => {
    await load();
    const long: ChatMessage[] = [{ role: "user", text: "word ".repeat(3000) }];
    await expect(generated(write(long))).rejects.toMatchObject({
      code: "prompt-too-long",
    });
    expect((await generated(write())).text).not.toBe("");
  });

  it("names what is wrong with a file, and stays alive", async () => {
    const broken = (name: string, change: (file: string) => void) => {
      const file = join(folder, name);
      copyFileSync(storiesFile, file);
      change(file);
      return file;
    };
    const files = [
      broken("short.gguf", (file) => truncateSync(file, 1_185_000)),
      broken("header-only.gguf", (file) => truncateSync(file, 5_000)),
      broken("empty.gguf", (file) => writeFileSync(file, "")),
      broken("letter.gguf", (file) =>
        writeFileSync(file, "Dear model, ".repeat(500)),
      ),
    ];
    for (const file of files)
      await expect(load(file)).rejects.toMatchObject({
        code: "model-damaged",
      });
    await expect(load(join(folder, "gone.gguf"))).rejects.toMatchObject({
      code: "model-missing",
    });
    await expect(generated(write())).rejects.toMatchObject({
      code: "model-missing",
    });
    await load();
    expect((await generated(write())).text).not.toBe("");
    expect(llama.pids).toHaveLength(1);
  });

  it("fails with a name when its process is killed in the middle, loads again for the next question, and says so", async () => {
    await load();
    let killed = false;
    const dying = generated(write(prompt, 1500), () => {
      if (!killed) process.kill(llama.pids[0] ?? 0, "SIGKILL");
      killed = true;
    });
    await expect(dying).rejects.toMatchObject({ code: "worker-crashed" });
    expect(llama.languageModel.loaded()).toBeNull();
    expect(await load()).toMatchObject({ wasRestarted: true });
    expect((await generated(write())).text).not.toBe("");
    expect(await load()).toMatchObject({ wasRestarted: false });
    expect(llama.statuses.at(-1)).toMatchObject({
      state: "running",
      restarts: 1,
      lastExit: { how: "killed" },
    });
  });

  it("measures threads once a file and never takes more than there are cores", async () => {
    const cores = availableParallelism();
    const request = { file: storiesFile, threads: "measured" } as const;
    const first = await llama.languageModel.load(request, {
      signal: noSignal,
    });
    expect(first.measurements.map(({ threads }) => threads)).toContain(
      first.threads,
    );
    expect(first.threads).toBeLessThanOrEqual(cores);
    await llama.languageModel.unload();
    const second = await llama.languageModel.load(request, {
      signal: noSignal,
    });
    expect(second).toMatchObject({
      threads: first.threads,
      measurements: [],
    });
    await llama.languageModel.unload();
    expect(
      await llama.languageModel.load(
        { file: storiesFile, threads: 99 },
        { signal: noSignal },
      ),
    ).toMatchObject({ threads: cores });
    expect(await llama.languageModel.devices()).toMatchObject({
      cpuCores: cores,
      threads: { measurements: first.measurements },
    });
  });
});
