import { ask, expect, test } from "./fixture.ts";

const filler = (number: number) =>
  `## Part ${number}\n\n${"Nothing of note is said in this part of the report. ".repeat(60)}\n\n`;

test("a passage deep in a long document opens without the rest of it", async ({
  page,
  hearth,
}) => {
  const slices: string[] = [];
  page.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => {
      if (/library.{1,3}slice/.test(String(payload)))
        slices.push(String(payload));
    }),
  );
  await page.goto(hearth.url);
  const app = page;
  const parts = Array.from({ length: 200 }, (_, index) => filler(index));
  parts.splice(120, 0, "## Boiler\n\nThe boiler is serviced in November.\n\n");
  const chooser = app.waitForEvent("filechooser");
  await app.getByRole("button", { name: "Choose files" }).click();
  await (await chooser).setFiles({
    name: "report.md",
    mimeType: "text/markdown",
    buffer: Buffer.from(parts.join("")),
  });
  await app.getByRole("button", { name: /^Library/ }).click();
  // Hundreds of passages to embed
  await expect(app.getByText("Indexed")).toHaveCount(1, { timeout: 90_000 });

  await ask(app, "When is the boiler serviced?");
  await app
    .getByRole("list", { name: "Sources" })
    .getByRole("button", { name: /report\.md/ })
    .first()
    .click();
  const panel = app.getByRole("complementary", { name: "Source" });
  await expect(panel.locator("mark").first()).toBeInViewport();
  await expect(panel.locator("mark").first()).toContainText("November");
  expect(slices.length).toBeGreaterThan(0);
  // Of some eighty stretches only those near it
  expect(slices.length).toBeLessThan(12);
});
