/** Workspaces whose search indexes may still hold, in their files, words of documents that were deleted. */
export const unscrubbedIndexes = `
CREATE TABLE unscrubbed_indexes (
  workspace_id TEXT PRIMARY KEY REFERENCES workspaces ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
`;
