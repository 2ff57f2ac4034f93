/** The operating system's keychain. */
export interface Secrets {
  /** False where only an unprotected store exists: then set throws. */
  isProtected(): Promise<boolean>;
  get(name: string): Promise<string | null>;
  /** @throws AppError not-permitted where the store is not protected */
  set(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
}
