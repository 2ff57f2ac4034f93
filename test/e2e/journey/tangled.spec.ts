import { ask, expect, test } from "./fixture.ts";

const words = "The walrus sleeps on the northern ice in March.";
const deep = 4000;

/** 8 KB each of what once blanked the window or held it up. */
const tangles: Record<string, string> = {
  "lists on one line": `${"- ".repeat(deep)}x`,
  "numbered lists on one line": `${"1. ".repeat(2700)}x`,
  "quotes on one line": `${">".repeat(2 * deep)}x`,
  "quotes and lists": `${"> - ".repeat(deep / 2)}x`,
  "lists by indentation": Array.from(
    { length: 120 },
    (_, level) => `${" ".repeat(2 * level)}- a`,
  ).join("\n"),
  emphasis: `${"*a ".repeat(1300)}${"a* ".repeat(1300)}`,
  "strong emphasis": "**a_b".repeat(1600),
  links: `${"[a".repeat(2000)}${"](b)".repeat(1000)}`,
  pictures: `${"![".repeat(1300)}${"](a)".repeat(1300)}`,
  html: `${"<div><b>".repeat(500)}x${"</b></div>".repeat(400)}`,
  headings: "a\n-\n".repeat(2000),
};

// Bug: a small file of nested lists made the page a blank one, and its parsers hold it up for minutes
test("a document of tangled Markdown is shown, and an answer that quotes it", async ({
  app,
  context,
  hearth,
}) => {
  const chooser = app.waitForEvent("filechooser");
  await app.getByRole("button", { name: "Choose files" }).click();
  await (await chooser).setFiles(
    Object.entries(tangles).map(([name, tangle]) => ({
      name: `${name}.md`,
      mimeType: "text/markdown",
      buffer: Buffer.from(`# ${name}\n\n${words}\n\n${tangle}\n`),
    })),
  );
  await app.getByRole("button", { name: /^Library/ }).click();
  await expect(app.getByText("Indexed", { exact: true })).toHaveCount(
    Object.keys(tangles).length,
    { timeout: 90_000 },
  );
  const panel = app.getByRole("complementary", { name: "Source" });
  for (const name of Object.keys(tangles)) {
    await app.getByRole("button", { name: new RegExp(`^${name}`) }).click();
    await expect(panel).toContainText(words);
    await expect(app.getByRole("alert")).toHaveCount(0);
  }
  await ask(app, "Where does the walrus sleep?");
  await expect(app.locator("article")).toContainText("walrus");

  const quick = await context.newPage();
  await quick.goto(new URL("/quick", hearth.url).href);
  await quick.getByLabel("Your question").fill("aaa bbb walrus");
  await quick.getByLabel("Your question").press("Enter");
  await expect(quick.locator("[data-quick]")).toContainText("northern ice");
});
