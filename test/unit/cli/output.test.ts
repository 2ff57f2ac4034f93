import { expect, test, vi } from "vitest";
import { noSuchModel } from "#shared/missing-model.ts";
import { Output } from "../../../electron/cli/output.ts";

function written(isJson: boolean, use: (output: Output) => void): string {
  const said: string[] = [];
  const write = vi
    .spyOn(process.stdout, "write")
    .mockImplementation((text) => said.push(String(text)) > 0);
  try {
    use(new Output(isJson));
  } finally {
    write.mockRestore();
  }
  return said.join("");
}

const name = "a\u001b]52;c;cm0=\u0007\u202etxt\r.exe";

// Bug: the name of a file that somebody sent cleared the terminal, set its title or wrote to its clipboard
test("what a terminal would obey is shown as what it is", () => {
  expect(written(false, (output) => output.line(`1\t${name}\nnext`))).toBe(
    "1\ta\\x1b]52;c;cm0=\\x07\\u202etxt\\x0d.exe\nnext\n",
  );
});

test("JSON holds the name itself", () => {
  const line = written(true, (output) => output.json({ name }));
  expect(JSON.parse(line)).toEqual({ name });
});

// Would catch: "Choose one of the list", of which a terminal shows none
test("what to do about a missing model is said in commands", () => {
  const said: string[] = [];
  const write = vi
    .spyOn(process.stderr, "write")
    .mockImplementation((text) => said.push(String(text)) > 0);
  try {
    new Output(false).failure(noSuchModel("qwen"));
  } finally {
    write.mockRestore();
  }
  expect(said.join("")).toBe(
    "hearth: There is no model qwen. `hearth models list` shows what there is, `hearth models use` chooses one. (model-missing)\n",
  );
});
