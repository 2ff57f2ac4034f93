import { z } from "zod";
import type { Run } from "./runs.ts";

const usualSize = 10;

const annotation = z.object({
  subtype: z.enum(["Widget", "FreeText"]),
  rect: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  hidden: z.boolean().optional(),
  password: z.boolean().optional(),
  fieldType: z.string().nullish(),
  fieldValue: z.union([z.string(), z.array(z.string())]).nullish(),
  contentsObj: z.object({ str: z.string() }).nullish(),
});

/** What stands in a form's fields and in text boxes laid over the page: no part of the page's own text. */
export function fieldRuns(
  annotations: readonly unknown[],
  pageMatrix: readonly number[],
): Run[] {
  return annotations.flatMap((one) => {
    const parsed = annotation.safeParse(one);
    if (
      !parsed.success ||
      parsed.data.hidden === true ||
      parsed.data.password === true
    )
      return [];
    const { rect } = parsed.data;
    const text = wordsOf(parsed.data);
    if (text.trim() === "") return [];
    const [corner, opposite] = [
      placed(pageMatrix, rect[0], rect[1]),
      placed(pageMatrix, rect[2], rect[3]),
    ];
    const left = Math.min(corner[0], opposite[0]);
    const bottom = Math.max(corner[1], opposite[1]);
    const height = Math.abs(corner[1] - opposite[1]);
    const size = Math.min(usualSize, Math.max(height * 0.7, 4));
    return [
      {
        text,
        left: left + 2,
        right: Math.max(left, Math.max(corner[0], opposite[0]) - 2),
        base:
          bottom -
          Math.max(0, Math.min(height, size * 1.6) - size) / 2 -
          size * 0.2,
        size,
        isRightToLeft: false,
        turns: 0,
      },
    ];
  });
}

function wordsOf({
  subtype,
  fieldType,
  fieldValue,
  contentsObj,
}: z.infer<typeof annotation>): string {
  if (subtype === "FreeText") return contentsObj?.str ?? "";
  if (fieldType !== "Tx" && fieldType !== "Ch") return "";
  return (
    Array.isArray(fieldValue) ? fieldValue.join(", ") : (fieldValue ?? "")
  ).replace(/\s+/g, " ");
}

function placed(
  matrix: readonly number[],
  x: number,
  y: number,
): [number, number] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = matrix;
  return [a * x + c * y + e, b * x + d * y + f];
}
