/** Class names in one string; what is false or empty falls out. */
export function classes(
  ...names: (string | false | null | undefined)[]
): string {
  return names.filter(Boolean).join(" ");
}
