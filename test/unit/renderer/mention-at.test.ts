import { expect, test } from "vitest";
import {
  mentionAt,
  withoutMention,
} from "../../../renderer/common/mentions/mention-at.ts";

// Would catch: an address or a lone sign opens the list, or the end of the text counts instead of the cursor
test.each([
  ["@", { start: 0, query: "" }],
  ["What does @lea", { start: 10, query: "lea" }],
  ["line\n@insurance pol", { start: 5, query: "insurance pol" }],
  ["ana@example.org", null],
  ["@ 5 pm", null],
  ["@a@b", null],
  ["@one\ntwo", null],
  ["@".padEnd(100, "x"), null],
])("what is chosen at the cursor behind %j", (text, mention) => {
  expect(mentionAt(text, text.length)).toEqual(mention);
});

test("only what stands before the cursor is looked at", () => {
  expect(mentionAt("Is @lea there?", 7)).toEqual({ start: 3, query: "lea" });
  expect(mentionAt("Is @lea there?", 3)).toBeNull();
});

test("what was typed to choose goes, with the space that would stand twice", () => {
  const text = "Is @lea there?";
  expect(withoutMention(text, { start: 3, query: "lea" })).toEqual({
    text: "Is there?",
    cursor: 3,
  });
  expect(withoutMention("@lea", { start: 0, query: "lea" })).toEqual({
    text: "",
    cursor: 0,
  });
});
