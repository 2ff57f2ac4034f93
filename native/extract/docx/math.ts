import { child, childElements, type Element } from "../markup-tree.ts";

const operators: Record<string, string> = {
  "∑": "\\sum",
  "∏": "\\prod",
  "∫": "\\int",
  "∬": "\\iint",
  "∮": "\\oint",
  "⋃": "\\bigcup",
  "⋂": "\\bigcap",
  "∞": " \\infty ",
  π: " \\pi ",
  "±": " \\pm ",
  "×": " \\times ",
  "÷": " \\div ",
  "·": " \\cdot ",
  "≤": " \\leq ",
  "≥": " \\geq ",
  "≠": " \\neq ",
  "≈": " \\approx ",
  "→": " \\rightarrow ",
  "⇒": " \\Rightarrow ",
  "∈": " \\in ",
  "∂": " \\partial ",
  "∇": " \\nabla ",
  "√": "\\sqrt",
  α: " \\alpha ",
  β: " \\beta ",
  γ: " \\gamma ",
  δ: " \\delta ",
  ε: " \\epsilon ",
  θ: " \\theta ",
  λ: " \\lambda ",
  μ: " \\mu ",
  ρ: " \\rho ",
  σ: " \\sigma ",
  τ: " \\tau ",
  φ: " \\phi ",
  ω: " \\omega ",
  Δ: " \\Delta ",
  Σ: " \\Sigma ",
  Ω: " \\Omega ",
  "∩": " \\cap ",
  "∪": " \\cup ",
  "⋀": "\\bigwedge",
  "⋁": "\\bigvee",
  "∭": "\\iiint",
  "∯": "\\oiint",
  "∰": "\\oiiint",
  ϵ: " \\epsilon ",
  η: " \\eta ",
  ξ: " \\xi ",
  χ: " \\chi ",
  ψ: " \\psi ",
  Γ: " \\Gamma ",
  Φ: " \\Phi ",
  "∀": " \\forall ",
  "∃": " \\exists ",
  "⊂": " \\subset ",
  "∅": " \\emptyset ",
  "…": " \\ldots ",
  "⋯": " \\cdots ",
  "−": "-",
  "–": "-",
};
const functions = new Set([
  "log",
  "ln",
  "sin",
  "cos",
  "tan",
  "cot",
  "sec",
  "csc",
  "exp",
  "lim",
  "max",
  "min",
  "det",
  "sinh",
  "cosh",
  "tanh",
  "arcsin",
  "arccos",
  "arctan",
]);
const accents: Record<string, string> = {
  "\u0302": "\\hat",
  "\u0303": "\\tilde",
  "\u0304": "\\bar",
  "\u0305": "\\bar",
  "\u20d7": "\\vec",
  "\u0307": "\\dot",
  "\u0308": "\\ddot",
};

/** An Office formula as TeX, on one line. */
export function mathMarkdown(element: Element): string {
  return all(element)
    .replace(/[^\S\n]+/g, " ")
    .trim();
}

function all(element: Element | undefined): string {
  return element === undefined ? "" : childElements(element).map(one).join("");
}

function part(element: Element, name: string): string {
  return all(child(element, name)).trim();
}

function property(
  element: Element,
  container: string,
  name: string,
): string | undefined {
  const properties = child(element, container);
  return properties === undefined
    ? undefined
    : child(properties, name)?.attributes["m:val"];
}

function one(element: Element): string {
  switch (element.name) {
    case "m:t":
      return symbols(
        element.children.filter((node) => typeof node === "string").join(""),
      );
    case "m:f":
      return fraction(element);
    case "m:sSup":
      return `${part(element, "m:e")}^{${part(element, "m:sup")}}`;
    case "m:sSub":
      return `${part(element, "m:e")}_{${part(element, "m:sub")}}`;
    case "m:sSubSup":
      return `${part(element, "m:e")}_{${part(element, "m:sub")}}^{${part(element, "m:sup")}}`;
    case "m:rad": {
      const degree = part(element, "m:deg");
      return `\\sqrt${degree === "" ? "" : `[${degree}]`}{${part(element, "m:e")}}`;
    }
    case "m:nary":
      return nary(element);
    case "m:d":
      return delimited(element);
    case "m:func":
      return functionCall(element);
    case "m:limLow":
      return `${part(element, "m:e")}_{${part(element, "m:lim")}}`;
    case "m:limUpp":
      return `${part(element, "m:e")}^{${part(element, "m:lim")}}`;
    case "m:acc":
      return `${accents[property(element, "m:accPr", "m:chr") ?? "\u0302"] ?? "\\hat"}{${part(element, "m:e")}}`;
    case "m:bar":
      return `\\overline{${part(element, "m:e")}}`;
    case "m:m":
      return `\\begin{matrix}${rows(element)}\\end{matrix}`;
    case "m:eqArr":
      return childElements(element)
        .filter((row) => row.name === "m:e")
        .map(all)
        .join(" \\\\ ");
    default:
      return /Pr$/.test(element.name) ? "" : all(element);
  }
}

function symbols(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (sign) => operators[sign] ?? sign);
}

function fraction(element: Element): string {
  const over = part(element, "m:num");
  const under = part(element, "m:den");
  return property(element, "m:fPr", "m:type") === "noBar"
    ? `\\genfrac{}{}{0pt}{}{${over}}{${under}}`
    : `\\frac{${over}}{${under}}`;
}

function nary(element: Element): string {
  const sign = property(element, "m:naryPr", "m:chr") ?? "∫";
  const below = part(element, "m:sub");
  const above = part(element, "m:sup");
  return `${operators[sign] ?? sign}${below === "" ? "" : `_{${below}}`}${above === "" ? "" : `^{${above}}`}${part(element, "m:e")}`;
}

function delimited(element: Element): string {
  const open = property(element, "m:dPr", "m:begChr") ?? "(";
  const close = property(element, "m:dPr", "m:endChr") ?? ")";
  const inner = childElements(element)
    .filter((node) => node.name === "m:e")
    .map((node) => all(node).trim())
    .join(property(element, "m:dPr", "m:sepChr") ?? "|");
  const side = (sign: string) =>
    sign === "" ? "." : /^[{}]$/.test(sign) ? `\\${sign}` : sign;
  return `\\left${side(open)}${inner}\\right${side(close)}`;
}

function functionCall(element: Element): string {
  const name = part(element, "m:fName");
  const inner = part(element, "m:e");
  const [word = ""] = /^[a-z]+/.exec(name) ?? [];
  return functions.has(word) ? `\\${name}(${inner})` : `${name}${inner}`;
}

function rows(element: Element): string {
  return childElements(element)
    .filter((row) => row.name === "m:mr")
    .map((row) =>
      childElements(row)
        .filter((cell) => cell.name === "m:e")
        .map(all)
        .join(" & "),
    )
    .join(" \\\\ ");
}
