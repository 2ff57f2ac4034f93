/** Says a line on stderr, and how long it takes while that is more than a few seconds. Returns what ends it. */
export function startStep(text, write = (line) => process.stderr.write(line)) {
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 1000);
  const isLive = process.stderr.isTTY === true;
  write(isLive ? text : `${text}\n`);
  const timer = setInterval(
    () => {
      if (isLive) write(`\r${text} ${seconds()} s`);
      else write(`  … ${seconds()} s\n`);
    },
    isLive ? 1_000 : 15_000,
  );
  return (outcome = "done") => {
    clearInterval(timer);
    write(
      isLive
        ? `\r${text} ${outcome}, ${seconds()} s\n`
        : `  ${outcome}, ${seconds()} s\n`,
    );
  };
}

/** Runs `work` as a step that is shown. */
export async function step(text, work) {
  const finish = startStep(text);
  try {
    const result = await work();
    finish();
    return result;
  } catch (error) {
    finish("failed");
    throw error;
  }
}
