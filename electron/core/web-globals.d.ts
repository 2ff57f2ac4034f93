/**
 * The globals that core may use: of the web's standard, the same in Node, Electron and a browser. Seen only when core
 * is compiled by itself, without Node's types; anything else is asked of a port.
 */
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(
    type: "abort",
    listener: () => void,
    options?: { once?: boolean },
  ): void;
  removeEventListener(type: "abort", listener: () => void): void;
}
declare var AbortSignal: { any(signals: readonly AbortSignal[]): AbortSignal };

interface AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
declare var AbortController: { new (): AbortController };

declare var crypto: { randomUUID(): string };

interface URL {
  readonly host: string;
  readonly hostname: string;
  readonly protocol: string;
}
declare var URL: { parse(address: string): URL | null };

declare var TextEncoder: {
  new (): { encode(text: string): { readonly length: number } };
};
