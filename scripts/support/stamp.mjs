import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./node24.mjs";

/** SHA-256 over names and contents of files and folders below the project's root; what is missing counts as missing. */
export function contentHash(paths) {
  const hash = createHash("sha256");
  for (const path of paths) add(hash, path);
  return hash.digest("hex");
}

function add(hash, path) {
  const absolute = join(root, path);
  if (!existsSync(absolute)) {
    hash.update(`missing ${path}\0`);
    return;
  }
  if (statSync(absolute).isDirectory()) {
    for (const name of readdirSync(absolute).sort())
      add(hash, `${path}/${name}`);
    return;
  }
  const content = readFileSync(absolute);
  hash.update(`${path}\0${content.length}\0`).update(content);
}

/** The text of a stamp file, or null. */
export function readStamp(path) {
  const absolute = join(root, path);
  return existsSync(absolute) ? readFileSync(absolute, "utf8") : null;
}

/** Written beside and renamed, so that a stamp is never half there. */
export function writeStamp(path, value) {
  const absolute = join(root, path);
  mkdirSync(dirname(absolute), { recursive: true });
  writeFileSync(`${absolute}.${process.pid}`, value);
  renameSync(`${absolute}.${process.pid}`, absolute);
}
