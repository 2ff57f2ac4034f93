import { buildIfStale } from "../../scripts/support/build.mjs";

/** End-to-end tests drive the built pages and hosts: they must be those of this source. */
export default async function freshBuildOfAll(): Promise<void> {
  await buildIfStale({ report: () => undefined });
}
