// A worker that comes to the end which its environment names
const ends = {
  heap: () => {
    const kept = [];
    for (;;) kept.push(new Array(1_000).fill(kept.length));
  },
  guard: () => process.kill(process.pid, "SIGUSR2"),
  pointer: () => process.kill(process.pid, "SIGSEGV"),
  killed: () => process.kill(process.pid, "SIGKILL"),
  error: () => {
    throw new Error("a bug");
  },
  itself: () => process.exit(0),
};
ends[process.env.HEARTH_TEST_END]();
