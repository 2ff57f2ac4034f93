/** Raise it with every type that is read now and was not, or is read better: see the Extractor port. */
export const readersVersion = 3;
