import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WorkspaceId } from "#contract/ids.ts";
import type { Engine } from "#engine/create-engine.ts";
import { engineOverFiles } from "../../support/engine-over-files.ts";
import { builtInModels } from "../../support/fixtures.ts";

/** A household's folder: what each file says, and a question that it answers. */
const household: Record<string, [text: string, question: string]> = {
  lease: [
    "The dwelling at 14 rue des Tanneurs is let from 1 March 2024. The rent is 940 euros a month. Either side may end the lease with three months' notice by registered letter.",
    "How long is the notice period of the lease?",
  ],
  "house rules": [
    "Bicycles are not parked in the hall. Music is turned down after ten in the evening. The bins are put out on Tuesday night.",
    "On which day are the bins put out?",
  ],
  boiler: [
    "The gas boiler was serviced on 9 October. The pressure valve was replaced and the burner cleaned; the bill came to 186 euros.",
    "What did the service of the boiler cost?",
  ],
  insurance: [
    "The household insurance covers water damage up to 25,000 euros with an excess of 150 euros. Theft of bicycles is covered only when they were locked.",
    "Does the insurance cover water damage?",
  ],
  recipe: [
    "Ratatouille for four: two aubergines, three courgettes, two peppers, five tomatoes, garlic and thyme. Simmer for forty minutes.",
    "Which vegetables go into the ratatouille?",
  ],
  vaccination: [
    "Tetanus was given in May 2019 and lasts ten years. Hepatitis A needs a second dose within a year.",
    "When was the tetanus vaccination given?",
  ],
};
const strangers = [
  "Who won the football world cup in 2018?",
  "How does the Reynolds number affect the boundary layer of a slender cone?",
  "What is the capital of Australia?",
  "How do I reset the password of my router?",
  "xqz blorfen wapotli",
  "Где была основана первая обсерватория?",
];

let folder: string;
let engine: Engine;
let workspaceId: WorkspaceId;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "hearth-floor-"));
  const files = join(folder, "files");
  mkdirSync(files);
  for (const [name, [text]] of Object.entries(household))
    writeFileSync(join(files, `${name}.md`), `${text}\n`);
  ({ engine, workspaceId } = await engineOverFiles({
    files,
    dataFolder: join(folder, "data"),
    modelsFolder: builtInModels,
  }));
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = async (query: string, mode: "hybrid" | "keyword" = "hybrid") =>
  (await engine.client.search.run({ workspaceId, query, mode, k: 5 }))
    .answerability;

describe("whether the files answer a question", () => {
  test.each(Object.values(household).map(([, question]) => question))(
    "they do: %s",
    async (question) => {
      expect(await ask(question)).toMatchObject({
        answerable: "yes",
        nearest: [],
      });
    },
  );

  test.each(strangers)("they don't: %s", async (question) => {
    expect((await ask(question)).answerable).toBe("no");
  });

  test("says what is near, what it lacks, and which words no file has", async () => {
    const { nearest, words, similarity, unrelatedSimilarity } = await ask(
      "Which opera house in Lisbon opens in the evening?",
    );
    expect(nearest.length).toBeGreaterThan(0);
    for (const miss of nearest) expect(miss.lacks).toContain("Lisbon");
    expect(words).toContainEqual({ word: "Lisbon", passages: 0 });
    expect(words.at(-1)?.passages).toBeGreaterThan(0);
    expect(similarity).toBeGreaterThan(unrelatedSimilarity ?? 1);
  });

  test("by words alone only what shares no word is refused", async () => {
    expect((await ask("xqz blorfen wapotli", "keyword")).answerable).toBe("no");
    expect((await ask("the rent of the dwelling", "keyword")).answerable).toBe(
      "unknown",
    );
  });

  test("goes with the library: once a file answers, it is answered", async () => {
    const question = "How do I reset the password of my router?";
    const file = join(folder, "files", "router.md");
    writeFileSync(
      file,
      "To reset the password of the router, hold the red button for ten seconds.\n",
    );
    const events = await engine.client.events.watch();
    const { jobId } = await engine.client.library.add({
      workspaceId,
      paths: [file],
    });
    for await (const event of events) {
      const jobs = event.type === "jobs" ? event.jobs : [];
      if (jobs.some(({ id, state }) => id === jobId && state === "done")) break;
    }
    expect((await ask(question)).answerable).toBe("yes");
  });
});
