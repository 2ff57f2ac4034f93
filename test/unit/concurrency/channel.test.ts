import { describe, expect, it } from "vitest";
import { Channel } from "#core/concurrency/channel.ts";
import type { Clock } from "#core/ports/clock.ts";

/** No time passes: who waits for it waits for ever. */
const still = { after: () => () => undefined } as Pick<Clock, "after"> as Clock;

function channelOf() {
  return new Channel<string>({
    capacity: 10,
    weigh: ({ length }) => length,
    signal: new AbortController().signal,
  });
}

describe("a channel whose producer rests", () => {
  // Would catch: each file that must be read alone, as after a kill, waiting two seconds to be written
  it("keeps nobody waiting after what was still on its way", async () => {
    const channel = channelOf();
    channel.work();
    channel.rest();
    await channel.put("a");
    expect(await channel.take(still, 2_000)).toEqual({ item: "a" });
    expect(await channel.take(still, 2_000)).toBe("late");
  });

  it("lets who takes wait for more once it works again", async () => {
    const channel = channelOf();
    channel.rest();
    channel.work();
    const taken = channel.take(still, 2_000);
    await channel.put("a");
    expect(await taken).toEqual({ item: "a" });
  });
});
