import { posix } from "node:path";
import { failures } from "../failures.ts";
import { childElements, type Element, parseMarkup } from "../markup-tree.ts";
import type { Reading } from "../reader.ts";
import { unpackParts } from "../zip-package.ts";

type PartName =
  | "styles"
  | "numbering"
  | "footnotes"
  | "endnotes"
  | "properties";

export interface DocxPackage {
  /** The document part's XML. */
  main: string;
  /** Targets of hyperlinks by relationship id; nothing is ever fetched from them. */
  links: ReadonlyMap<string, string>;
  /** Chart parts by relationship id. */
  charts: ReadonlyMap<string, Element>;
  /** The root element of another part; null when the package has none. */
  part(name: PartName): Reading<Element | null>;
}

interface Relationship {
  id: string;
  /** The last word of its type, such as "styles". */
  type: string;
  target: string;
  isExternal: boolean;
}

/** Unpacks the parts of a Word package that hold text. @throws AppError too-expanded, file-damaged */
export async function* openDocx(bytes: Uint8Array): Reading<DocxPackage> {
  const parts = unpackParts(
    bytes,
    (name) =>
      /\.(xml|rels)$/i.test(name) &&
      !/(^|\/)(theme|fontTable|webSettings|settings)\b/.test(name),
  );
  const top = yield* relationships(parts, "");
  const mainName =
    top.find(
      (relation) => relation.type === "officeDocument" && !relation.isExternal,
    )?.target ?? "word/document.xml";
  const main = parts.get(mainName) ?? parts.get("word/document.xml");
  if (main === undefined) throw failures.damaged("Word document", null);
  const own = yield* relationships(parts, mainName);
  const targets: Record<PartName, string | undefined> = {
    styles: inner(own, "styles"),
    numbering: inner(own, "numbering"),
    footnotes: inner(own, "footnotes"),
    endnotes: inner(own, "endnotes"),
    properties: inner(top, "core-properties"),
  };
  const charts = new Map<string, Element>();
  for (const relation of own) {
    if (relation.type !== "chart" || relation.isExternal) continue;
    const chart = yield* parsed(parts.get(relation.target));
    if (chart !== null) charts.set(relation.id, chart);
  }
  return {
    main: decodeXml(main),
    links: new Map(
      own
        .filter(
          (relation) => relation.isExternal && relation.type === "hyperlink",
        )
        .map(({ id, target }) => [id, target]),
    ),
    charts,
    part: (name) => parsed(parts.get(targets[name] ?? "")),
  };
}

function inner(
  relations: readonly Relationship[],
  type: string,
): string | undefined {
  return relations.find(
    (relation) => relation.type === type && !relation.isExternal,
  )?.target;
}

async function* relationships(
  parts: ReadonlyMap<string, Uint8Array>,
  ofPart: string,
): Reading<Relationship[]> {
  const folder =
    posix.dirname(ofPart) === "." ? "" : `${posix.dirname(ofPart)}/`;
  const root = yield* parsed(
    parts.get(`${folder}_rels/${posix.basename(ofPart)}.rels`),
  );
  if (root === null) return [];
  return childElements(root).map(({ attributes }) => {
    const isExternal = attributes["TargetMode"] === "External";
    const target = attributes["Target"] ?? "";
    return {
      id: attributes["Id"] ?? "",
      type: (attributes["Type"] ?? "").split("/").at(-1) ?? "",
      target: isExternal
        ? target
        : target.startsWith("/")
          ? target.slice(1)
          : posix.normalize(folder + target),
      isExternal,
    };
  });
}

async function* parsed(part: Uint8Array | undefined): Reading<Element | null> {
  if (part === undefined) return null;
  const root = yield* parseMarkup(decodeXml(part), { kind: "xml" });
  return (
    childElements(root).find((element) => !/^[?!]/.test(element.name)) ?? null
  );
}

/** Office writes UTF-8; UTF-16 is allowed and announces itself with a mark. */
function decodeXml(bytes: Uint8Array): string {
  const isWide =
    (bytes[0] === 0xff && bytes[1] === 0xfe) ||
    (bytes[0] === 0xfe && bytes[1] === 0xff);
  return new TextDecoder(
    isWide ? (bytes[0] === 0xff ? "utf-16le" : "utf-16be") : "utf-8",
  ).decode(bytes);
}
