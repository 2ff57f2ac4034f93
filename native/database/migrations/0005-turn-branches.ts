/** The turns that follow one: a line of a conversation is walked down by it, and a removal of one walks it too. */
export const turnBranches = `
CREATE INDEX turns_by_parent ON turns (parent_turn_id);
`;
