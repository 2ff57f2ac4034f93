import type { Page } from "@playwright/test";
import { composer, expect, sourcePanel, test } from "./fixture.ts";

const list = (page: Page) =>
  page.getByRole("navigation", { name: "Conversations" });
const chip = (page: Page) => page.getByRole("button", { name: /^Ask in/ });

const chosen = (page: Page) =>
  page.getByRole("list", { name: "Asked only in" }).getByRole("listitem");

async function choose(page: Page, workspace: string) {
  await chip(page).click();
  await page
    .getByRole("menuitemradio", { name: new RegExp(`^${workspace}`) })
    .click();
  await expect(chip(page)).toContainText(workspace);
}

async function makeWorkspace(page: Page, name: string) {
  await chip(page).click();
  await page.getByRole("menuitem", { name: "New workspace" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create" }).click();
  await expect(chip(page)).toContainText(name);
}

test("Everything is all workspaces, the first one says its own name, and conversations say where they are asked", async ({
  page,
  ui,
}) => {
  await ui.open();
  await expect(chip(page)).toContainText("Documents");
  await makeWorkspace(page, "House");
  await ui.ask("What is in the house?");
  await expect(
    page.getByRole("list", { name: "Sources" }).getByText("Documents"),
  ).toHaveCount(0);
  await choose(page, "Everything");
  const sources = page.getByRole("list", { name: "Sources" }).last();
  await ui.ask("And everywhere?");
  await expect(sources.getByRole("button").first()).toContainText(
    "Documents, p. 4",
  );
  await expect(
    list(page).getByRole("button", { name: /And everywhere/ }),
  ).toContainText("Everything");
  const filter = page.getByLabel("Conversations of");
  await filter.selectOption("House");
  await expect(list(page).getByRole("button")).toHaveCount(1);
  await filter.selectOption("Everything");
  await expect(list(page).getByRole("button")).toHaveText([/And everywhere/]);
  // A conversation brings its own place along
  await filter.selectOption("All conversations");
  await list(page)
    .getByRole("button", { name: /in the house/ })
    .click();
  await expect(chip(page)).toContainText("House");
});

test("a workspace is renamed, and deleted with what is said to go; the first one stays", async ({
  page,
  ui,
}) => {
  await ui.open();
  await makeWorkspace(page, "House");
  await ui.ask("What is in the house?");
  await page.keyboard.press("Control+,");
  const workspaces = page.getByRole("region", { name: "Workspaces" });
  await expect(
    workspaces.getByRole("button", { name: "Delete Documents" }),
  ).toHaveCount(0);
  await workspaces.getByRole("button", { name: "Rename House" }).click();
  await workspaces.getByRole("textbox", { name: "Name" }).fill("Home");
  await page.keyboard.press("Enter");
  await expect(
    workspaces.getByRole("button", { name: "Rename Home" }),
  ).toBeFocused();
  await workspaces.getByRole("button", { name: "Delete Home" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Delete the workspace Home?");
  await expect(dialog).toContainText("3 documents and 1 conversation are");
  await expect(dialog).toContainText("only Hearth has a copy of");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(workspaces.getByText("Home")).toHaveCount(0);
  await expect(
    list(page).getByRole("button", { name: /in the house/ }),
  ).toHaveCount(0);
});

test("what is open beside the screen closes when its workspace is left", async ({
  page,
  ui,
}) => {
  await ui.open();
  await makeWorkspace(page, "House");
  await ui.open("", "#/library");
  await page.getByText("Lease, rue des Tanneurs.pdf").first().click();
  await expect(sourcePanel(page)).toBeVisible();
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: "New workspace" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Other");
  await page.getByRole("button", { name: "Create" }).click();
  await expect(sourcePanel(page)).toBeHidden();
  await expect(composer(page)).toHaveCount(0);
});

// Would catch: a question in one workspace is kept to files of another, where nothing can be found
test("files chosen for a new question stay with their workspace", async ({
  page,
  ui,
}) => {
  await ui.open();
  await makeWorkspace(page, "House");
  await choose(page, "Documents");
  await page.keyboard.press("Control+n");
  await composer(page).pressSequentially("Until when @lease");
  await page.keyboard.press("Enter");
  await expect(chosen(page)).toHaveText([/Lease/]);
  await choose(page, "House");
  await expect(chosen(page)).toHaveCount(0);
  await expect(composer(page)).toHaveValue("Until when ");
  await choose(page, "Documents");
  await expect(chosen(page)).toHaveText([/Lease/]);
});

// Would catch: beside Everything the number of documents of one workspace
test("the library is counted for one workspace, and not for Everything", async ({
  page,
  ui,
}) => {
  await ui.open();
  await makeWorkspace(page, "House");
  await choose(page, "Documents");
  const library = page.getByRole("button", { name: /^Library/ });
  await expect(library).toHaveText("Library13");
  await choose(page, "Everything");
  await expect(library).toHaveText("Library");
});

// Would catch: a full library looks empty, for it is still filtered as another workspace was
test("a filter of the library is of one workspace, goes where it shows nothing, and can be taken away", async ({
  page,
  ui,
}) => {
  await ui.open("", "#/library");
  const place = page.getByRole("button", { name: /^Workspace/ });
  const all = page.getByRole("button", { name: /^All / });
  const names = page.locator("[data-row-button]");
  await place.click();
  await page.getByRole("menuitem", { name: "New workspace" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Work");
  await page.getByRole("button", { name: "Create" }).click();
  await expect(page.getByText("Nothing here yet.")).toBeVisible();
  await place.click();
  await page.getByRole("menuitemradio", { name: /^Documents/ }).click();
  await page.getByRole("button", { name: /^Need you/ }).click();
  await expect(names).toHaveCount(2);
  await page.getByPlaceholder("Filter by name or folder").fill("zzz");
  await expect(page.getByText("No document matches.")).toBeVisible();
  await place.click();
  await page.getByRole("menuitemradio", { name: /^Work/ }).click();
  await expect(page.getByText("Nothing here yet.")).toBeVisible();
  await place.click();
  await page.getByRole("menuitemradio", { name: /^Documents/ }).click();
  await expect(names.first()).toHaveText(/^Lease/);
  await expect(all).toHaveAttribute("aria-pressed", "true");

  await page.getByRole("button", { name: "Skipped 1" }).click();
  await expect(names).toHaveCount(1);
  await names.first().focus();
  await page.keyboard.press("Delete");
  await expect(names.first()).toHaveText(/^Lease/);
  await expect(all).toHaveAttribute("aria-pressed", "true");

  await page.getByPlaceholder("Filter by name or folder").fill("zzz");
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(names.first()).toHaveText(/^Lease/);
});

// Would catch: a sidebar that says the current workspace on each line, and has no room left for the titles
test("a conversation says where it is asked only where that is elsewhere", async ({
  page,
  ui,
}) => {
  await ui.open();
  await makeWorkspace(page, "House");
  await ui.ask("What is in the house?");
  const row = list(page).getByRole("button", { name: /in the house/ });
  await expect(row).toBeVisible();
  await expect(row.getByTitle("House", { exact: true })).toHaveCount(0);
  await page.keyboard.press("Control+n");
  await chip(page).click();
  await page.getByRole("menuitemradio", { name: /^Documents/ }).click();
  await expect(row.getByTitle("House", { exact: true })).toBeVisible();
});
