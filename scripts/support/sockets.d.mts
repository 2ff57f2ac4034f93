export function recorder(file: string): [program: string, arguments: string[]];
export function canRecord(): boolean;
export function foreignSockets(file: string): string[];
