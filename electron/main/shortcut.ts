import { globalShortcut } from "electron";

export interface Shortcut {
  /**
   * Takes the accelerator instead of the one before; null takes none.
   * False when the system refuses it: another program has it, or it is none.
   */
  set(accelerator: string | null): boolean;
  dispose(): void;
}

export function setupShortcut(onPressed: () => void): Shortcut {
  let current: string | null = null;

  const release = () => {
    if (current !== null) globalShortcut.unregister(current);
    current = null;
  };

  return {
    set: (accelerator) => {
      if (accelerator === current) return true;
      release();
      if (accelerator === null) return true;
      if (!register(accelerator, onPressed)) return false;
      current = accelerator;
      return true;
    },
    dispose: release,
  };
}

function register(accelerator: string, onPressed: () => void): boolean {
  try {
    return globalShortcut.register(accelerator, onPressed);
  } catch {
    // Electron throws on what isn't an accelerator; to the person it is refused like one that is taken
    return false;
  }
}
