import { AppError } from "#contract/errors.ts";

/** An id that no model has. */
export function noSuchModel(
  id: string,
  { cause }: { cause?: unknown } = {},
): AppError {
  return new AppError("model-missing", `There is no model ${id}.`, {
    advice: "Choose one of the list of models.",
    params: { name: id },
    cause,
  });
}

/** A model whose file was taken away. @param name the file's, without its folder */
export function modelFileGone(
  name: string,
  { cause }: { cause?: unknown } = {},
): AppError {
  return new AppError("model-missing", `The model file ${name} is not there.`, {
    advice: "Choose another model, or put the file back.",
    params: { name },
    cause,
  });
}
