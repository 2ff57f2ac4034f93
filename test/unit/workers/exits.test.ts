import { describe, expect, it } from "vitest";
import { exitOfChild, exitOfUtility } from "#native/workers/exits.ts";
import {
  background,
  interactive,
  Retries,
} from "#native/workers/retry-policy.ts";

const utility = (code: number | null, reason: string | null) =>
  exitOfUtility({ type: "worker-exited", requestId: 1, code, reason });

describe("the end of a worker has one name in every host", () => {
  it.each([
    [
      "a kill from outside",
      { code: null, signal: "SIGKILL" },
      [9, "killed"],
      { how: "killed" },
    ],
    [
      "a request to end",
      { code: null, signal: "SIGTERM" },
      [15, "killed"],
      { how: "killed" },
    ],
    [
      "a bad pointer",
      { code: null, signal: "SIGSEGV" },
      [11, "crashed"],
      { how: "crashed", code: "SIGSEGV" },
    ],
    [
      "a bad pointer with a core dumped",
      { code: null, signal: "SIGSEGV" },
      [139, "crashed"],
      { how: "crashed", code: "SIGSEGV" },
    ],
    [
      "its own guard of memory",
      { code: null, signal: "SIGUSR2" },
      [12, "crashed"],
      { how: "out-of-memory" },
    ],
    [
      "an uncaught error",
      { code: 1, signal: null },
      [1, null],
      { how: "crashed", code: "exit code 1" },
    ],
    ["its own end", { code: 0, signal: null }, [0, null], { how: "ended" }],
    [
      "no start at all",
      { code: null, signal: null },
      [null, "launch-failed"],
      { how: "never-started" },
    ],
  ] as const)("%s", (_name, child, [code, reason], exit) => {
    expect(exitOfChild(child, "")).toEqual(exit);
    expect(utility(code, reason)).toEqual(exit);
  });

  it("V8's own end for want of memory, which is an abort like others", () => {
    const aborted = { code: null, signal: "SIGABRT" };
    expect(
      exitOfChild(aborted, "FATAL ERROR: … JavaScript heap out of memory\n"),
    ).toEqual({ how: "out-of-memory" });
    expect(exitOfChild(aborted, "GGML_ASSERT(n > 0) failed\n")).toEqual({
      how: "crashed",
      code: "SIGABRT",
    });
    expect(utility(134, "oom")).toEqual({ how: "out-of-memory" });
  });
});

describe("a call is made again", () => {
  it("once after a kill where someone waits, and never after a crash", () => {
    const retries = new Retries(interactive);
    expect(retries.allows({ how: "killed" })).toBe(true);
    expect(retries.allows({ how: "killed" })).toBe(false);
    expect(
      new Retries(interactive).allows({ how: "crashed", code: "SIGSEGV" }),
    ).toBe(false);
  });

  it("a bounded number of times after kills where nobody waits: the system may kill for what it works on", () => {
    const retries = new Retries(background);
    let times = 0;
    while (retries.allows({ how: "killed" })) times += 1;
    expect(times).toBe(background.maxRetriesAfterKill);
    expect(new Retries(background).allows({ how: "out-of-memory" })).toBe(
      false,
    );
  });
});
