import "katex/dist/katex.min.css";
import { createMathPlugin } from "@streamdown/math";
import type { MathPlugin } from "streamdown";

/** Formulas, drawn by KaTeX with its own fonts. One that it can't read stays as it was written. */
export function createMath(): MathPlugin {
  return createMathPlugin({ errorColor: "var(--muted)" });
}
