export function recorder(file: string): [program: string, arguments: string[]];
export function recorderState(): "ready" | "missing" | "not possible";
export function foreignSockets(file: string): string[];
