import { describe, expect, it, vi } from "vitest";
import { setupApplicationMenu } from "../../../electron/main/application-menu.ts";

interface Item {
  role?: string;
  submenu?: Item[];
}

const shown = vi.hoisted(() => ({ template: [] as Item[] }));

vi.mock("electron", () => ({
  app: { isPackaged: true, quit: () => undefined, getLocale: () => "en" },
  shell: {},
  Menu: {
    buildFromTemplate: (template: Item[]) => template,
    setApplicationMenu: (template: Item[]) => {
      shown.template = template;
    },
  },
}));

describe("the menu of the packaged app", () => {
  // Bug: a window that an error had blanked could not be loaded again
  it("loads a window again, and shows no developer tools", () => {
    setupApplicationMenu({
      open: () => undefined,
      quickAsk: () => undefined,
      logsFolder: "/logs",
    });
    const roles = shown.template.flatMap(({ submenu }) =>
      (submenu ?? []).map(({ role }) => role),
    );
    expect(roles).toContain("reload");
    expect(roles).not.toContain("toggleDevTools");
  });
});
