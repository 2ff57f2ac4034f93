import { createLanceIndex } from "#native/vectors/lance-index.ts";
import { chunkRow, smallKey } from "./chunk-rows.ts";

/** Writes a document of ten chunks after another until it is killed, and says after each that it is committed. */
const table = await createLanceIndex({ folder: process.argv[2] ?? "" }).open(
  smallKey,
);
for (let number = 0; ; number++) {
  const id = `document ${number}`;
  const rows = Array.from({ length: 10 }, (_, start) =>
    chunkRow(id, `passage ${start} of ${id}`, { start }),
  );
  await table.replace([id], rows);
  if (number % 3 === 2) await table.optimize();
  process.send?.(number);
}
