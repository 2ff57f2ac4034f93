const noReason = "no reason given";

/** Why each test that vitest skipped was skipped: what stands in brackets at the end of its name or of its suite's. */
export function skippedByVitest({ testResults }) {
  return testResults
    .flatMap((file) => file.assertionResults)
    .filter(({ status }) => !["passed", "failed"].includes(status))
    .map(({ title, ancestorTitles }) => {
      const named = [title, ...ancestorTitles.toReversed()];
      return (
        named
          .map((name) => /\(([^()]+)\)$/.exec(name)?.[1])
          .find((reason) => reason !== undefined) ?? noReason
      );
    });
}

/** Why each test that Playwright skipped was skipped: what `test.skip` was told. */
export function skippedByPlaywright({ suites }) {
  return suites.flatMap((suite) => [
    ...skippedByPlaywright({ suites: suite.suites ?? [] }),
    ...(suite.specs ?? [])
      .flatMap(({ tests }) => tests)
      .filter(({ status }) => status === "skipped")
      .map(
        ({ annotations }) =>
          annotations.find(({ type }) => type === "skip")?.description ??
          noReason,
      ),
  ]);
}

/** A line for each reason, with how many skipped for it. */
export function reasonLines(skipped) {
  return Object.entries(Object.groupBy(skipped, (reason) => reason)).map(
    ([reason, tests]) => `  ${tests.length} skipped: ${reason}`,
  );
}
