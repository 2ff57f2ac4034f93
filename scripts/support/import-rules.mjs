/** A line for each import that the table does not allow. */
export function forbiddenImports(imports, table) {
  const rows = Object.keys(table);
  return imports.flatMap(({ file, specifier, target, isFile }) => {
    const row = rowOf(file, rows);
    if (row === null) return [`${file}: no row of the import table has it`];
    if (target === null)
      return [`${file}: imports ${specifier}, which can't be checked`];
    const isOwn =
      isFile &&
      rowOf(target, rows) === row &&
      roomOf(file, row) === roomOf(target, row);
    const isAllowed = table[row].some((name) =>
      isAllowedBy(name, target, isFile),
    );
    return isOwn || isAllowed
      ? []
      : [`${file}: ${row} may not import ${specifier}`];
  });
}

/** A line for each name of the table that nothing in its row imports: it would let in what nobody decided. */
export function unusedAllowances(imports, table) {
  const rows = Object.keys(table);
  const used = new Map(rows.map((row) => [row, new Set()]));
  for (const { file, target, isFile } of imports) {
    const row = rowOf(file, rows);
    if (row === null || target === null) continue;
    for (const name of table[row])
      if (isAllowedBy(name, target, isFile)) used.get(row).add(name);
  }
  return rows.flatMap((row) =>
    [...new Set(table[row])]
      .filter((name) => !used.get(row).has(name))
      .map((name) => `${row} never imports ${name}: take it out of the table`),
  );
}

/** A line for each circle of files, types and imports at run time alike, each circle told by its shortest way. */
export function fileCycles(imports) {
  const edges = new Map();
  for (const { file, target, isFile } of imports)
    if (isFile) edges.set(file, (edges.get(file) ?? new Set()).add(target));
  const told = new Set();
  return [...edges.keys()].flatMap((file) => {
    const way = told.has(file) ? null : wayBack(edges, file);
    for (const member of way ?? []) told.add(member);
    return way === null ? [] : [[...way, file].join(" → ")];
  });
}

/** A line for each pair of folders beside each other that import, with all below them, in a circle. */
export function folderCycles(imports) {
  const edges = new Map();
  for (const { file, target, isFile } of imports) {
    const pair = isFile ? siblings(file, target) : null;
    if (pair === null) continue;
    const known = edges.get(pair.from) ?? new Map();
    known.set(pair.to, known.get(pair.to) ?? `${file} → ${target}`);
    edges.set(pair.from, known);
  }
  return [...edges].flatMap(([from, targets]) =>
    [...targets]
      .filter(([to]) => leads(edges, to, from))
      .map(([to, example]) => `${from} ⇄ ${to} (${example})`),
  );
}

/** Whether a name of the table lets in the target. A package may be called like a folder: "electron" is one. */
function isAllowedBy(name, target, isFile) {
  return (
    name === target || (isFile && name.includes("/") && reaches(name, target))
  );
}

/** The shortest way from a file to itself, without the end; null where there is none. */
function wayBack(edges, start) {
  const from = new Map();
  const waiting = [start];
  for (const file of waiting) {
    for (const next of edges.get(file) ?? []) {
      if (next === start) {
        const way = [file];
        while (way[0] !== start) way.unshift(from.get(way[0]));
        return way;
      }
      if (from.has(next)) continue;
      from.set(next, file);
      waiting.push(next);
    }
  }
  return null;
}

/** The row that a file belongs to: the longest that fits. */
function rowOf(file, rows) {
  const fitting = rows.filter((row) => reaches(row, file));
  return fitting.sort((a, b) => b.length - a.length)[0] ?? null;
}

/** The folder that a row with `*` stands for at this file. */
function roomOf(file, row) {
  return file.split("/").slice(0, row.split("/").length).join("/");
}

/** Whether a name of the table is the target, or a folder above it. */
function reaches(name, target) {
  const parts = name.split("/");
  const of = target.split("/");
  return parts.every((part, place) => {
    const found = of[place];
    return part === "*" ? found !== undefined : part === found;
  });
}

/**
 * Where the ways to two files part: the two folders; null where one of them lies in the folder that they share, and
 * for the folders of the root, which only gather rows of the table.
 */
function siblings(file, target) {
  const one = file.split("/");
  const other = target.split("/");
  let shared = 0;
  while (one[shared] === other[shared] && shared < one.length) shared += 1;
  if (shared === 0 || shared >= Math.min(one.length, other.length) - 1)
    return null;
  return {
    from: one.slice(0, shared + 1).join("/"),
    to: other.slice(0, shared + 1).join("/"),
  };
}

function leads(edges, from, to) {
  const seen = new Set();
  const waiting = [from];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === to) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...(edges.get(next)?.keys() ?? []));
  }
  return false;
}
