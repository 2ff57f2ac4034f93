import { expect, test } from "vitest";
import { KeptUntilChange } from "#core/library/documents/kept-until-change.ts";
import { testDatabase } from "../../support/test-database.ts";

// Would catch: the texts of a whole library, kept for good by the searches of a day
test("what was read is kept up to so many values, and all of it read anew after that", () => {
  const kept = new KeptUntilChange<number>(testDatabase(), { max: 2 });
  kept.current().set("a", 1).set("b", 2);
  expect([...kept.current().keys()]).toEqual(["a", "b"]);
  kept.current().set("c", 3);
  expect(kept.current().size).toBe(0);
});

// Would catch: a document that is searched as it was before it was removed
test("what was read is kept until any row changes", () => {
  const db = testDatabase();
  db.run("CREATE TABLE rows (at INTEGER)");
  const kept = new KeptUntilChange<number>(db, { max: 2 });
  kept.current().set("a", 1);
  db.get("SELECT count(*) FROM rows");
  expect(kept.current().get("a")).toBe(1);
  db.run("INSERT INTO rows VALUES (1)");
  expect(kept.current().size).toBe(0);
});
