import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** From two folders below the checkout (electron/engine, out/shared), and from there inside a package's archive, beside which they lie. */
const places = ["../../models", "../../../models"];

/** The folder of the models that came with Hearth, seen from the folder of a running file; null where there is none. */
export function findBuiltInModels(fromFolder: string): string | null {
  return (
    places.map((place) => resolve(fromFolder, place)).find(existsSync) ?? null
  );
}
