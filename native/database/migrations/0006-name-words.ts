/** The words of names, so that what a question names is looked up and not looked for; those of earlier rows are made when first asked for. */
export const nameWords = `
ALTER TABLE documents ADD COLUMN name_words TEXT;
ALTER TABLE documents ADD COLUMN stem_words TEXT;
CREATE INDEX documents_by_name_words ON documents (name_words);
CREATE INDEX documents_by_stem_words ON documents (stem_words);
`;
