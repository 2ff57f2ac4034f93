import { expect, test } from "vitest";
import { settings } from "#contract/app.ts";

const { quickAskShortcut } = settings.shape;

// Bug: "A" as the shortcut of the desktop took that letter from every program
test.each(["A", "Shift+A", "Space", "Shift+", "Alt+", "+", ""])(
  "a key that people type with is no shortcut: %j",
  (keys) => {
    expect(quickAskShortcut.safeParse(keys).success).toBe(false);
  },
);

test.each([
  "CommandOrControl+Shift+Space",
  "Shift+Alt+A",
  "Super+Plus",
  "Ctrl+Alt+Delete",
  "F12",
  null,
])("is one: %j", (keys) => {
  expect(quickAskShortcut.safeParse(keys).success).toBe(true);
});
