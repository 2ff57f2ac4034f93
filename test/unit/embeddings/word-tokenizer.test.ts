import { resolve } from "node:path";
import {
  AutoTokenizer,
  env,
  PreTrainedTokenizer,
} from "@huggingface/transformers";
import { afterEach, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { WordTokenizer } from "#native/embeddings/word-tokenizer.ts";

const id = "all-MiniLM-L6-v2";
const oddTexts = [
  "",
  " ",
  "The tenant gives notice in writing, three months before the end (§ 4.2).",
  " \tLeading, \r\n\r\n trailing and   doubled \n",
  "[CLS] a[MASK]b [SEP] [mask] [PAD][UNK]",
  "vertical\u000btab form\u000cfeed no\u00a0break zero\u200bwidth bom\ufeff line\u2028separator nul\u0000nul soft\u00adhyphen",
  "ΟΔΟΣ ΟΔΟΣ, Σ ΑΣ1 naïve café cafe\u0301 \u0301alone İstanbul ŒUVRE straße",
  "日本語のテキスト mixed中文text 한국어 テスト",
  "emoji 👩‍👩‍👧 and 🏳️‍🌈 lone \ud83d surrogate \udc00 \ufffd",
  `${"a".repeat(99)} ${"b".repeat(100)} ${"c".repeat(101)} ${"x".repeat(5000)}`,
  "http://example.com/a?b=c&d=e#f don't e.g. 3,141.59 $5 50% x=y**2 a_b",
  "word ".repeat(700),
];

let tokenizer: PreTrainedTokenizer;
beforeAll(async () => {
  env.allowRemoteModels = false;
  env.localModelPath = resolve(import.meta.dirname, "../../../models");
  tokenizer = await AutoTokenizer.from_pretrained(id, {
    local_files_only: true,
  });
});

afterEach(() => vi.restoreAllMocks());

const plainIds = (text: string, maxTokens: number) =>
  // Typed as tensors whatever return_tensor says
  (
    tokenizer(text, {
      truncation: true,
      max_length: maxTokens,
      return_tensor: false,
    }) as { input_ids: number[] }
  ).input_ids;
const plainCount = (text: string) =>
  tokenizer.encode(text, { add_special_tokens: false }).length;

// Would catch a word that is looked up and comes out otherwise than inside its text: then its vector is another one
test("gives the very tokens of the model's own tokenizer, the second time too", () => {
  const words = new WordTokenizer(tokenizer);
  for (const text of [...oddTexts, oddTexts.join(" "), ...oddTexts])
    for (const maxTokens of [1, 2, 16, 256, 100_000]) {
      expect(words.tokenize(text, maxTokens)).toEqual(
        plainIds(text, maxTokens),
      );
      expect(words.count(text)).toBe(plainCount(text));
    }
});

// Would catch the built-in model taken for one whose words can't be looked up: ten times as slow, and else the same
test("a word is encoded once, however often it comes", () => {
  const words = new WordTokenizer(tokenizer);
  const encode = vi.spyOn(tokenizer, "encode");
  onTestFinished(() => encode.mockRestore());
  words.count("notice notice of notice");
  words.tokenize("of notice", 256);
  expect(encode.mock.calls.map(([text]) => text)).toEqual(["notice", "of"]);
});

// Would catch a cache that hands out what it holds: one text's tokens would become part of another's
test("what a caller does with its tokens changes no later ones", () => {
  const words = new WordTokenizer(tokenizer);
  words.tokenize("notice", 256).push(7);
  words.tokenize("notice", 256).length = 0;
  expect(words.tokenize("notice", 256)).toEqual(plainIds("notice", 256));
});

// Would catch an endless memory: each number of a long table is a word of its own
test("it keeps so many words and no more, and all come out the same", () => {
  const words = new WordTokenizer(tokenizer);
  const text = Array.from({ length: 31_000 }, (_, n) => `w${n}`).join(" ");
  expect(words.count(text)).toBe(plainCount(text));
  const encode = vi.spyOn(tokenizer, "encode");
  expect(words.count("w5 w30999")).toBe(plainCount("w5 w30999"));
  expect(encode.mock.calls.map(([word]) => word)).toEqual(["w5", "w5 w30999"]);
});

// Would catch a memory of thousands of long addresses and codes, none of which comes again
test("a word is looked up once, unless it is too long to be one", () => {
  const words = new WordTokenizer(tokenizer);
  const [word, code] = ["b".repeat(40), "c".repeat(41)];
  const encode = vi.spyOn(tokenizer, "encode");
  for (const text of [word, code, `${word} ${code}`]) words.count(text);
  expect(encode.mock.calls.map(([text]) => text)).toEqual([word, code, code]);
});

// Would catch words looked up for a model whose tokens depend on the space before a word
test.each([
  ["pre_tokenizer", { pre_tokenizer: { type: "Metaspace" } }],
  ["normalizer", { normalizer: { type: "Precompiled" } }],
  ["model", { model: { type: "Unigram" } }],
  [
    "way with unknown words, one token for several",
    { model: { type: "WordPiece", fuse_unk: true } },
  ],
  ["a special token with a space", { added_tokens: [{ content: "a b" }] }],
])("only the whole text is tokenized with another %s", (_, part) => {
  const other = new PreTrainedTokenizer(
    tokenizer._tokenizerJSON,
    tokenizer._tokenizerConfig,
  );
  other._tokenizerJSON = { ...tokenizer._tokenizerJSON, ...part };
  const words = new WordTokenizer(other);
  const encode = vi.spyOn(other, "encode");
  expect(words.tokenize("two words", 256)).toEqual(plainIds("two words", 256));
  expect(words.count("two words")).toBe(2);
  expect(encode.mock.calls.map(([text]) => text)).toEqual(["two words"]);
});

// Would catch the same where the whole text is changed before it is split
test.each([["remove_space"], ["do_lowercase_and_remove_accent"]])(
  "only the whole text is tokenized with %s",
  (option) => {
    const other = new PreTrainedTokenizer(
      tokenizer._tokenizerJSON,
      tokenizer._tokenizerConfig,
    );
    other._tokenizerConfig = { ...tokenizer._tokenizerConfig, [option]: true };
    const words = new WordTokenizer(other);
    const encode = vi.spyOn(other, "encode");
    words.count("two words");
    expect(encode.mock.calls.map(([text]) => text)).toEqual(["two words"]);
  },
);
