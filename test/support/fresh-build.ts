import { buildIfStale } from "../../scripts/support/build.mjs";

/** Integration tests start the built worker and host entries: they must be those of this source. */
export async function setup(): Promise<void> {
  await buildIfStale({ targets: ["node"], report: () => undefined });
}
