/** The app's private values: what was found out about this machine stays found out. */
export interface ValueStore {
  /** Null when it was never set. */
  getValue(key: string): string | null;
  setValue(key: string, value: string): void;
}
