/** The setting that means: search by words only. */
export const noEmbeddingModel = "none";

/**
 * The embedding model in use, of those that are there: the one that the person chose; else the first that is their own,
 * for whoever puts one into the models folder wants it; else the built-in one. Null: search by words.
 */
export function chooseEmbeddingModel<
  Candidate extends { id: string; isBuiltIn: boolean },
>(found: readonly Candidate[], chosenId: string | null): Candidate | null {
  if (chosenId === noEmbeddingModel) return null;
  return (
    found.find(({ id }) => id === chosenId) ??
    found.find(({ isBuiltIn }) => !isBuiltIn) ??
    found[0] ??
    null
  );
}
