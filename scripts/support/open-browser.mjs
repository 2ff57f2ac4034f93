import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** By then a browser has read the file, also a slow one. */
const keptMs = 60_000;

/**
 * Opens the person's browser on an address with a secret in it. Everyone on the computer can read what a program was
 * started with, so it is given a file that only the person can read, which leads there. Returns what removes the file;
 * it goes by itself after a minute. Rejects when no browser can be started.
 */
export async function openPrivately(address, onError) {
  const { default: open } = await import("open");
  // Made for this user alone
  const folder = mkdtempSync(join(tmpdir(), "hearth-open-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const file = join(folder, "hearth.html");
    writeFileSync(file, pageLeadingTo(address), { mode: 0o600, flag: "wx" });
    const opener = await open(file);
    opener.on("error", onError);
  } catch (error) {
    remove();
    throw error;
  }
  setTimeout(remove, keptMs).unref();
  return remove;
}

function pageLeadingTo(address) {
  const escaped = address.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${escaped}">
<title>Hearth</title>
<a href="${escaped}">Open Hearth</a>
`;
}
