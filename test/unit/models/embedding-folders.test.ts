import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EmbeddingFolders } from "#native/files/embedding-folders.ts";

let root: string;
let folders: EmbeddingFolders;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "hearth-embedding-folders-"));
  folders = new EmbeddingFolders([{ path: modelsAt(), isBuiltIn: false }]);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const modelsAt = (...below: string[]) => join(root, "models", ...below);
const found = async () => (await folders.find()).map(({ id }) => id);

function write(id: string, ...files: string[]): void {
  mkdirSync(modelsAt(id, "onnx"), { recursive: true });
  for (const file of files) writeFileSync(modelsAt(id, file), "{}");
}

const writeWhole = (id: string) =>
  write(id, "config.json", "tokenizer.json", "onnx/model_quantized.onnx");

let minutes = 0;
/** As if nothing had changed since some minute, so that what is found is kept. */
function age(...ids: string[]): void {
  minutes += 1;
  setTimes(new Date(1_700_000_000_000 + minutes * 60_000), ids);
}

function setTimes(time: Date, ids: string[]): void {
  const paths = [
    modelsAt(),
    ...ids.flatMap((id) => [modelsAt(id), modelsAt(id, "onnx")]),
  ];
  for (const path of paths.filter(existsSync)) utimesSync(path, time, time);
}

describe("the folders of embedding models", () => {
  it("are seen as they come, are completed, lose a file and go, each time with the next look", async () => {
    const seenAfter = async (change: () => void) => {
      age("a", "b");
      await found();
      change();
      return found();
    };
    expect(await seenAfter(() => undefined)).toEqual([]);
    expect(await seenAfter(() => writeWhole("a"))).toEqual(["a"]);
    expect(await seenAfter(() => write("b", "config.json"))).toEqual(["a"]);
    await seenAfter(() => write("b", "onnx/model_quantized.onnx"));
    expect(await seenAfter(() => write("b", "tokenizer.json"))).toEqual([
      "a",
      "b",
    ]);
    expect(
      await seenAfter(() => rmSync(modelsAt("b", "onnx/model_quantized.onnx"))),
    ).toEqual(["a"]);
    expect(
      await seenAfter(() => write("b", "onnx/model_quantized.onnx")),
    ).toEqual(["a", "b"]);
    expect(
      await seenAfter(() => rmSync(modelsAt("a"), { recursive: true })),
    ).toEqual(["b"]);
    expect(
      await seenAfter(() => rmSync(modelsAt(), { recursive: true })),
    ).toEqual([]);
    expect(await seenAfter(() => writeWhole("c"))).toEqual(["c"]);
  });

  it("are not looked through again while none of them has changed", async () => {
    writeWhole("a");
    age("a");
    expect(await found()).toEqual(["a"]);
    rmSync(modelsAt("a", "config.json"));
    setTimes(statSync(modelsAt()).mtime, ["a"]);
    expect(await found()).toEqual(["a"]);
  });

  it("are looked through again where one changed a moment ago: a second change may bear the same time", async () => {
    write("a", "config.json", "tokenizer.json");
    const justNow = new Date();
    setTimes(justNow, ["a"]);
    expect(await found()).toEqual([]);
    writeWhole("a");
    setTimes(justNow, ["a"]);
    expect(await found()).toEqual(["a"]);
  });
});
