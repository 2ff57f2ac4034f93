/**
 * Conversations over all workspaces, and the default workspace by what it is: it was shown as "Everything", which
 * it never was. A name that the person chose stays.
 */
export const everything = `
ALTER TABLE conversations ADD COLUMN scope TEXT NOT NULL DEFAULT 'workspace'
  CHECK (scope IN ('workspace', 'everything'));

UPDATE workspaces SET name = 'Documents'
  WHERE is_default = 1 AND name = 'My files'
  AND NOT EXISTS (SELECT 1 FROM workspaces WHERE name = 'Documents');
`;
