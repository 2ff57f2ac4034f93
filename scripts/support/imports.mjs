import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { parseSync } from "oxc-parser";

const computedName = "a computed name";
const glob = "import.meta.glob";
const uncheckable = [computedName, glob];

/**
 * Every import of the TypeScript below `folders`: `{ file, specifier, target, isFile }`, paths from the root with
 * slashes. `target` is a file of the project (`isFile`), or the package or `node:` module without its subpath; null
 * for an import whose name is computed, and for `import.meta.glob`.
 */
export function readImports({ root, folders, aliases }) {
  return folders
    .flatMap((folder) => sourcesBelow(root, folder))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), "utf8");
      return [...new Set(specifiersOf(file, text))].map((specifier) => ({
        file,
        specifier,
        ...(uncheckable.includes(specifier)
          ? { target: null, isFile: false }
          : targetOf(file, specifier, aliases)),
      }));
    });
}

function sourcesBelow(root, folder) {
  return readdirSync(join(root, folder), {
    recursive: true,
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile() && /\.[cm]?tsx?$/.test(entry.name))
    .map((entry) =>
      relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"),
    )
    .sort();
}

function specifiersOf(file, text) {
  const { module, program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  const dynamic = module.dynamicImports.map(({ moduleRequest }) => {
    const name = text.slice(moduleRequest.start, moduleRequest.end);
    return /^(["'`])[^"'`$]*\1$/.test(name) ? name.slice(1, -1) : computedName;
  });
  const reexported = module.staticExports
    .flatMap(({ entries }) => entries)
    .flatMap(({ moduleRequest }) => moduleRequest?.value ?? []);
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...reexported,
    ...dynamic,
    ...inTheTree(program),
  ];
}

/** What the parser's list of imports leaves out: `import("x").T`, `import x = require("x")` and Vite's glob. */
function inTheTree(node) {
  if (node === null || typeof node !== "object") return [];
  const own = specifierOfNode(node);
  return [
    ...(own === null ? [] : [own]),
    ...Object.values(node).flatMap(inTheTree),
  ];
}

function specifierOfNode(node) {
  if (node.type === "TSImportType") return node.source.value;
  if (node.type === "TSExternalModuleReference") return node.expression.value;
  const isGlob =
    node.type === "MemberExpression" &&
    node.object.type === "MetaProperty" &&
    /^glob/.test(node.property.name ?? node.property.value);
  return isGlob ? glob : null;
}

function targetOf(file, specifier, aliases) {
  const path = pathOf(file, specifier, aliases);
  if (path !== null) return { target: path, isFile: true };
  const parts = specifier.split("/");
  const target = parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
  return { target, isFile: false };
}

function pathOf(file, specifier, aliases) {
  if (specifier.startsWith("."))
    return posix.normalize(posix.join(dirname(file), specifier));
  for (const [alias, path] of Object.entries(aliases)) {
    const place = path.replace(/^\.\//, "");
    if (specifier === alias) return place;
    if (alias.endsWith("*") && specifier.startsWith(alias.slice(0, -1)))
      return posix.normalize(
        place.replace("*", specifier.slice(alias.length - 1)),
      );
  }
  return null;
}
