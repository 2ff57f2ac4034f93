export type Target = "renderer" | "node" | "preload";
export const allTargets: readonly Target[];
export function staleTargets(names?: readonly Target[]): Target[];
export function buildIfStale(options: {
  targets?: readonly Target[];
  report: (line: string) => void;
}): Promise<Target[]>;
