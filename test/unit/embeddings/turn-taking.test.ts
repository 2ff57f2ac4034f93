import { expect, it } from "vitest";
import { TurnTaking } from "#native/embeddings/turn-taking.ts";

it("lets a query in before passages that waited longer, and goes on after a failure", async () => {
  const turns = new TurnTaking();
  const done: string[] = [];
  const running = turns.run("passage", async () => done.push("passage 1"));
  const failing = turns.run("passage", () =>
    Promise.reject(new Error("broken")),
  );
  const third = turns.run("passage", async () => done.push("passage 3"));
  const query = turns.run("query", async () => done.push("query"));
  await Promise.all([
    running,
    expect(failing).rejects.toThrow("broken"),
    third,
    query,
  ]);
  expect(done).toEqual(["passage 1", "query", "passage 3"]);
});
