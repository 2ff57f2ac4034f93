import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = "/sys/class/power_supply";
const askedAgainMs = 30_000;

/** Whether the computer runs on its battery, asked every half minute at most; false where the system doesn't say (only Linux does). */
export function createBatteryCheck(monotonicMs: () => number): () => boolean {
  let answer = false;
  let askedAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (monotonicMs() - askedAt > askedAgainMs) {
      askedAt = monotonicMs();
      answer = isDischarging();
    }
    return answer;
  };
}

function isDischarging(): boolean {
  try {
    return readdirSync(folder).some(
      (name) =>
        readFileSync(join(folder, name, "type"), "utf8").trim() === "Battery" &&
        readFileSync(join(folder, name, "status"), "utf8").trim() ===
          "Discharging",
    );
  } catch {
    // No such folder, or a battery that says nothing
    return false;
  }
}
