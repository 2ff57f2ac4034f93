import { type Settings, settings } from "#contract/app.ts";
import type { EventHub } from "#core/events/event-hub.ts";
import type { Database } from "#core/ports/database.ts";

export const defaultSettings: Settings = {
  theme: "system",
  textSize: "normal",
  threads: "measured",
  languageModel: null,
  embeddingModel: null,
  quickAskShortcut: "CommandOrControl+Shift+Space",
};

/** Each setting and each private value of the app is one row: its JSON under its name. */
const settingPrefix = "setting.";
const valuePrefix = "value.";

/** What the person chose, and small values that the app keeps for itself. */
export class SettingsStore {
  readonly #db: Database;
  readonly #hub: EventHub;

  constructor(db: Database, hub: EventHub) {
    this.#db = db;
    this.#hub = hub;
  }

  /** A setting that is absent, or that this version can't read, has its default. */
  get(): Settings {
    const stored = new Map<string, unknown>();
    for (const row of this.#db.all(
      "SELECT key, value FROM settings WHERE key LIKE 'setting.%'",
    ))
      stored.set(
        String(row["key"]).slice(settingPrefix.length),
        parsed(String(row["value"])),
      );
    const current: Record<string, unknown> = { ...defaultSettings };
    for (const [key, schema] of Object.entries(settings.shape)) {
      const result = schema.safeParse(stored.get(key));
      if (stored.has(key) && result.success) current[key] = result.data;
    }
    return settings.parse(current);
  }

  /** Stores what is named in the patch and tells every client. */
  update(patch: Partial<Settings>): Settings {
    this.#db.transaction(() => {
      for (const [key, value] of Object.entries(
        settings.partial().parse(patch),
      ))
        if (value !== undefined)
          this.#write(settingPrefix + key, JSON.stringify(value));
    });
    const current = this.get();
    this.#hub.publish({ type: "settings", settings: current });
    return current;
  }

  /** A private value of the app; null when it was never set. */
  getValue(key: string): string | null {
    const row = this.#db.get("SELECT value FROM settings WHERE key = :key", {
      key: valuePrefix + key,
    });
    return typeof row?.["value"] === "string" ? row["value"] : null;
  }

  setValue(key: string, value: string): void {
    this.#write(valuePrefix + key, value);
  }

  #write(key: string, value: string): void {
    this.#db.run(
      `INSERT INTO settings (key, value) VALUES (:key, :value)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      { key, value },
    );
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Written by hand, perhaps: the setting has its default
    return undefined;
  }
}
