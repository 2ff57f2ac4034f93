import { countTurnRenders } from "../../support/turn-renders.ts";
import { composer, expect, test } from "./fixture.ts";

// Would catch: each delta draws every answer of the conversation again
test("while an answer streams, the turns before it are not drawn once", async ({
  page,
  ui,
}) => {
  await page.addInitScript(countTurnRenders);
  await ui.open(
    "deltaMs=30&deltaChars=6&turns=3",
    "#/c/22222222-2222-4222-8222-000000000000",
  );
  const turns = page.getByRole("article");
  await expect(turns).toHaveCount(3);
  await expect(page.getByRole("button", { name: "Ask again" })).toHaveCount(3);
  await composer(page).fill("And the rent?");
  await composer(page).press("Enter");
  await expect(turns).toHaveCount(4);
  await page.evaluate(
    "for (const id of Object.keys(turnRenders)) delete turnRenders[id]",
  );
  const running = (await turns.last().getAttribute("data-turn")) ?? "";
  await expect
    .poll(() => page.evaluate(`turnRenders[${JSON.stringify(running)}] ?? 0`))
    .toBeGreaterThan(20);
  const drawn = await page.evaluate<string[]>("Object.keys(turnRenders)");
  expect(drawn).toEqual([running]);
});
