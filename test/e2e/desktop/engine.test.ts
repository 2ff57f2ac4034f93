import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, startDesktop, test } from "./fixture.ts";
import { ask, askOnceBack, engineName, pidOf } from "./steps.ts";

const sentence = "The boiler warranty ends on 12 October 2027.";

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hearth-dropped-"));
  mkdirSync(join(folder, "papers"));
  writeFileSync(join(folder, "papers/lease.txt"), `${sentence}\n`);
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function showLibrary(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Library/ }).click();
}

test("a dropped folder is granted and indexed, and a question about it is answered from it", async ({
  desktop,
}) => {
  const page = await desktop.page("main");
  await page.getByText("Ask your own documents").waitFor();

  await desktop.drop("main", [join(folder, "papers")]);
  await showLibrary(page);
  await expect(page.getByTitle(join(folder, "papers/lease.txt"))).toBeVisible();
  await expect(page.getByText("Indexed", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: /^New conversation/ }).click();
  await ask(page, "When does the boiler warranty end?");
  await expect(page.getByText(sentence).first()).toBeVisible();
});

test("a document is opened and shown in its folder by its id, and a script is not run", async ({
  desktop,
}) => {
  const { system } = desktop;
  test.skip(system === null, "Only the double says what the system was asked");
  if (system === null) return;
  writeFileSync(join(folder, "papers/run.sh"), "echo boiler\n");
  const page = await desktop.page("main");
  await page.getByText("Ask your own documents").waitFor();
  await desktop.drop("main", [join(folder, "papers")]);
  await showLibrary(page);
  await expect(page.getByText("Indexed", { exact: true })).toHaveCount(2);
  const choose = async (name: string, item: string) => {
    await page.getByRole("button", { name: `More for ${name}` }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  await choose("run.sh", "Open file");
  await expect(page.getByText("could run as a program")).toBeVisible();
  await choose("lease.txt", "Open file");
  await expect(page.getByText("could run as a program")).toBeHidden();
  await choose("run.sh", "Show in folder");
  await expect
    .poll(async () => (await system.facts()).opened)
    .toEqual([
      join(folder, "papers/lease.txt"),
      `folder of ${join(folder, "papers/run.sh")}`,
    ]);
});

test("an engine that is killed comes back, and the page goes on without being loaded again", async ({
  desktop,
}) => {
  const page = await desktop.page("main");
  await page.getByText("Ask your own documents").waitFor();
  await page.evaluate(`void (window.isSamePage = true)`);
  const before = await pidOf(desktop, engineName);
  process.kill(before, "SIGKILL");
  await expect
    .poll(async () =>
      (await desktop.processes()).some(
        ({ name, pid }) => name === engineName && pid !== before,
      ),
    )
    .toBe(true);

  await askOnceBack(page, "boiler");
  await expect(
    page.getByText(/^There are no files here yet/).first(),
  ).toBeVisible();
  expect(await page.evaluate(`window.isSamePage`)).toBe(true);
});

test("a worker that is killed is started again when it is needed", async ({
  desktop,
}) => {
  const page = await desktop.page("main");
  await page.getByText("Ask your own documents").waitFor();
  await desktop.drop("main", [join(folder, "papers/lease.txt")]);
  await showLibrary(page);
  await expect(page.getByText("Indexed", { exact: true })).toHaveCount(1);
  process.kill(await pidOf(desktop, "Hearth file reader"), "SIGKILL");

  writeFileSync(
    join(folder, "papers/second.md"),
    "# Second\n\nAnother note.\n",
  );
  await desktop.drop("main", [join(folder, "papers/second.md")]);
  await expect(page.getByText("Indexed", { exact: true })).toHaveCount(2);
});

test("after three crashes in a row the person is asked, and a safe start brings the engine back", async ({
  desktop,
}) => {
  const { system } = desktop;
  test.skip(system === null, "The system's dialogs can't be answered here");
  if (system === null) return;
  const page = await desktop.page("main");
  await page.getByText("Ask your own documents").waitFor();
  await system.answerDialogs(["Start safely"]);
  let last = 0;
  for (let crash = 0; crash < 3; crash++) {
    await expect
      .poll(async () => {
        const pid = await pidOf(desktop, engineName).catch(() => last);
        return pid !== last;
      })
      .toBe(true);
    last = await pidOf(desktop, engineName);
    process.kill(last, "SIGKILL");
  }
  await expect
    .poll(async () =>
      (await system.facts()).dialogs.map(({ message }) => message),
    )
    .toEqual(["Hearth keeps stopping"]);
  await askOnceBack(page, "boiler");
  await expect(
    page.getByText(/^There are no files here yet/).first(),
  ).toBeVisible();
});

test("an engine that can't start says why, and starts once what was wrong is put right", async ({
  dataFolder,
}) => {
  const database = join(dataFolder, "hearth.db");
  writeFileSync(database, "this is no database".repeat(1000));
  const desktop = await startDesktop({ dataFolder });
  const { system } = desktop;
  test.skip(system === null, "The system's dialogs can't be answered here");
  if (system === null) return;
  await expect
    .poll(async () =>
      (await system.facts()).dialogs.map(({ message }) => message),
    )
    .toEqual(["Hearth can't start"]);
  rmSync(database);
  await system.answerDialogs(["Try again"]);
  const page = await desktop.page("main");
  await expect(page.getByText("No language model yet.")).toBeVisible();
  await desktop.quit();
});
