/** By folder: the folders, packages and `node:` modules that its files may import. */
export declare const importTable: Record<string, string[]>;
