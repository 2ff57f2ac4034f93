import { describe, expect, it } from "vitest";
import {
  acceleratorOf,
  type Press,
} from "../../../renderer/features/settings/accelerator.ts";

const press = (change: Partial<Press>): Press => ({
  key: "",
  code: "",
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...change,
});

describe("a shortcut from a key press", () => {
  it("is an accelerator by the place of the key, on any layout", () => {
    const cyrillic = press({
      key: "ф",
      code: "KeyA",
      ctrlKey: true,
      shiftKey: true,
    });
    expect(acceleratorOf(cyrillic)).toBe("Control+Shift+A");
    expect(
      acceleratorOf(press({ key: " ", code: "Space", altKey: true })),
    ).toBe("Alt+Space");
  });

  it("waits while only modifiers are held", () => {
    expect(
      acceleratorOf(
        press({ key: "Control", code: "ControlLeft", ctrlKey: true }),
      ),
    ).toBeNull();
  });

  it("takes no letter away from every app", () => {
    expect(acceleratorOf(press({ key: "a", code: "KeyA" }))).toBe(
      "needs-modifier",
    );
    expect(
      acceleratorOf(press({ key: "A", code: "KeyA", shiftKey: true })),
    ).toBe("needs-modifier");
    expect(acceleratorOf(press({ key: "F9", code: "F9" }))).toBe("F9");
  });
});
