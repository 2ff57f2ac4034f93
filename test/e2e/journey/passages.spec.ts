import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addFiles, ask, expect, files, test } from "./fixture.ts";

test("from an empty window to a cited passage, without a language model", async ({
  app,
}) => {
  await expect(app.getByText("Drop files or a folder here")).toBeVisible();
  await expect(app.getByText("No language model yet.")).toBeVisible();
  await addFiles(app);
  await expect(app.getByText("3 searchable, 1 skipped")).toBeVisible();
  // Not the folder in the data folder, which is called like a key
  await expect(app.getByText("From a browser")).toHaveCount(4);

  await ask(app, "When does the boiler warranty end?");
  await expect(
    app.getByText("Quoted word for word; no language model wrote this."),
  ).toBeVisible();
  await expect(app.getByText("Searched by words only")).toBeHidden();
  const field = app.getByLabel("Your question");
  await field.pressSequentially("@warranty");
  await expect(
    app.getByRole("option", { name: /warranty\.pdf/ }),
  ).toContainText("From a browser");
  await field.fill("");
  const card = app
    .getByRole("list", { name: "Sources" })
    .getByRole("button", { name: /warranty\.pdf/ })
    .first();
  await expect(card).toContainText("page 2");
  await card.click();
  const panel = app.getByRole("complementary", { name: "Source" });
  await expect(panel.getByText(/^page 2 of 2, passage \d of/)).toBeVisible();
  await expect(panel.locator("mark").first()).toBeInViewport();
  const marked = (await panel.locator("mark").allTextContents()).join(" ");
  expect(marked).toContain(
    "The boiler warranty ends after five years of yearly service.",
  );
  expect(marked).not.toContain("Installed by the manufacturer");
});

test("conversations and documents are there after a reload, and found by what was said", async ({
  app,
}) => {
  await addFiles(app);
  await ask(app, "How much notice does the tenant give?");
  await app.reload();
  await expect(
    app.getByRole("article").getByText("three months").first(),
  ).toBeVisible();
  await app.keyboard.press("Control+n");
  await app.keyboard.press("Control+k");
  await app.getByPlaceholder(/^Search/).fill("registered");
  await app.getByRole("option", { name: /How much notice/ }).click();
  await expect(
    app.getByRole("article").getByText("three months").first(),
  ).toBeVisible();
});

test("files dropped on the window are indexed", async ({ app }) => {
  await expect(app.getByText("Drop files or a folder here")).toBeVisible();
  const text = JSON.stringify(files[0]?.buffer.toString() ?? "");
  await app.evaluate(`
    const transfer = new DataTransfer();
    transfer.items.add(new File([${text}], "dropped lease.md"));
    for (const name of ["dragenter", "dragover", "drop"])
      document.body.dispatchEvent(new DragEvent(name, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  `);
  await app.getByRole("button", { name: /^Library/ }).click();
  await expect(
    app.getByRole("button", { name: "dropped lease.md", exact: true }),
  ).toBeVisible();
  await expect(app.getByText("Indexed")).toHaveCount(1);
});

test("a folder is added by its path, once, and a document removed again", async ({
  app,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "hearth-folder-"));
  try {
    for (const { name, buffer } of files)
      writeFileSync(join(folder, name), buffer);
    await app.getByRole("button", { name: "Library", exact: true }).click();
    const path = app.getByLabel("Or by path on this computer");
    await path.fill(folder);
    await path.press("Enter");
    await expect(app.getByText("Indexed")).toHaveCount(3);
    await path.fill(folder);
    await path.press("Enter");
    await expect(path).toHaveValue("");
    await expect(app.getByText("Indexed")).toHaveCount(3);
    await app
      .getByRole("button", { name: "lease.md", exact: true })
      .press("Delete");
    await expect(app.getByText("Indexed")).toHaveCount(2);
    await app.getByRole("button", { name: /^Undo/ }).click();
    await expect(app.getByText("Indexed")).toHaveCount(3);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a folder is chosen in the browser, and its files keep their places", async ({
  app,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "hearth-folder-"));
  try {
    mkdirSync(join(folder, "contracts"));
    for (const { name, buffer } of files)
      writeFileSync(join(folder, "contracts", name), buffer);
    const chooser = app.waitForEvent("filechooser");
    await app.getByRole("button", { name: "Choose a folder" }).click();
    await (await chooser).setFiles(folder);
    await app.getByRole("button", { name: /^Library/ }).click();
    await expect(app.getByText("Indexed")).toHaveCount(3);
    await expect(
      app.getByRole("button", { name: "lease.md", exact: true }),
    ).toHaveAttribute("title", /contracts.lease\.md$/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a path that is not there is answered with a sentence, not with silence", async ({
  app,
}) => {
  await app.getByRole("button", { name: "Library", exact: true }).click();
  const path = app.getByLabel("Or by path on this computer");
  await path.fill("/nowhere/at/all");
  await path.press("Enter");
  await expect(
    app.getByText("There is no file or folder /nowhere/at/all."),
  ).toBeVisible();
  await expect(path).toHaveValue("/nowhere/at/all");
  await expect(app.getByText(/^Nothing here yet/)).toBeVisible();
});

test("quick ask answers, and goes on in the main window", async ({
  app,
  context,
}) => {
  await addFiles(app);
  const quick = await context.newPage();
  await quick.goto(new URL("/quick", app.url()).href);
  const field = quick.getByLabel("Your question");
  await expect(field).toBeFocused();
  await field.fill("When is the rent due?");
  await field.press("Enter");
  await expect(
    quick.getByRole("button", { name: /^Source 1/ }).first(),
  ).toBeVisible();
  const opened = context.waitForEvent("page");
  await field.press("Control+Enter");
  const main = await opened;
  await expect(
    main
      .getByRole("article")
      .getByText(/fifth day/)
      .first(),
  ).toBeVisible();
});

test("when Hearth goes away the window says so and keeps what is on it", async ({
  app,
  hearth,
}) => {
  await addFiles(app);
  await ask(app, "When is the rent due?");
  process.kill(hearth.pid, "SIGKILL");
  await expect(app.getByText("Hearth is not answering.")).toBeVisible();
  await expect(
    app
      .getByRole("article")
      .getByText(/fifth day/)
      .first(),
  ).toBeVisible();
});
