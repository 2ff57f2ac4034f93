/**
 * Of which questions it is said that nothing in the files answers them. Each of Cranfield, CISI and NPL is the
 * library in turn: its own questions, the others', nonsense and other languages. XQuAD and ARAGOG have no mark but
 * for their own. Prints the shares refused, and the curve over the floor.
 * Run after a build: node test/eval/floor.ts [--mode keyword] [--library NAME] [--copies N, each file in so many folders]
 * [--boilerplate, each file ends alike] [--data DIR, kept and used again]. Exit 1 where a mark is missed.
 */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Answerability, searchMode } from "#contract/search.ts";
import { engineOverFiles } from "../support/engine-over-files.ts";
import { builtInModels } from "../support/fixtures.ts";
import {
  aragogQuestions,
  foreignQuestions,
  nonsense,
  offTopic,
  queriesOf,
  spread,
  typedNonsense,
  writeSet,
  xquad,
} from "../support/question-sets.ts";

const { values } = parseArgs({
  options: {
    mode: { type: "string", default: "hybrid" },
    data: { type: "string" },
    library: { type: "string", multiple: true },
    copies: { type: "string", default: "1" },
    boilerplate: { type: "boolean", default: false },
  },
});
const mode = searchMode.parse(values.mode);
const folder = values.data ?? mkdtempSync(join(tmpdir(), "hearth-floor-"));
/** Longer than a chunk, so that some hold nothing else. */
const endedAlike = `\n## Terms\n\n${"This text is provided as is, without warranty of any kind, and may be copied for private study only. Whoever passes it on keeps these terms with it, names its source and says what was changed. ".repeat(12)}\n`;
const marked = ["cranfield", "cisi", "npl"];
const questions: Record<string, string[]> = {
  cranfield: queriesOf("cranfield"),
  cisi: queriesOf("cisi"),
  npl: queriesOf("npl"),
  xquad: spread(xquad("en").questions, 300),
  aragog: aragogQuestions(),
  nonsense: nonsense(50),
  foreign: foreignQuestions(50),
  typed: [...typedNonsense],
  offTopic: [...offTopic],
};
const missed: string[] = [];

try {
  const shares: number[] = [];
  for (const library of values.library ?? [
    "cranfield",
    "cisi",
    "npl",
    "xquad",
    "aragog",
  ]) {
    const judged = await judgeAll(library);
    const refused = new Map(
      [...judged].map(([set, all]) => [set, shareRefused(all)]),
    );
    console.log(`${library}: refused`, row(refused));
    if (mode === "keyword") continue;
    console.log(
      `  curve of the refused, own: ${[...judged.keys()].filter((set) => set !== library).join(", ")}`,
    );
    for (const share of [0, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2])
      console.log(`  ${curveAt(share, library, judged)}`);
    if (!marked.includes(library)) continue;
    for (const [set, share] of refused) {
      if (set === library && share > 0.03)
        missed.push(`${library} refuses ${share} of its own`);
      if (["nonsense", "foreign"].includes(set) && share < 0.98)
        missed.push(`${library} refuses ${share} of ${set}`);
      if (!marked.includes(set) || set === library) continue;
      shares.push(share);
      if (share < 0.6) missed.push(`${library} refuses ${share} of ${set}`);
    }
  }
  const average = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  if (mode !== "keyword" && shares.length > 0) {
    console.log(
      `the six pairs: ${average.toFixed(3)} on average, ${Math.min(...shares).toFixed(3)} at least`,
    );
    if (average < 0.9) missed.push(`${average} of the others' on average`);
  }
} finally {
  if (values.data === undefined)
    rmSync(folder, { recursive: true, force: true });
}
for (const mark of missed) console.log(`missed: ${mark}`);
process.exitCode = missed.length > 0 ? 1 : 0;

async function judgeAll(
  library: string,
): Promise<Map<string, Answerability[]>> {
  const files = join(folder, `${library}-files`);
  for (let copy = 1; copy <= Number(values.copies); copy++)
    write(library, copy === 1 ? files : join(files, `copy ${copy}`));
  const { engine, workspaceId } = await engineOverFiles({
    files,
    dataFolder: join(folder, library),
    modelsFolder: builtInModels,
  });
  try {
    const judged = new Map<string, Answerability[]>();
    for (const [set, all] of Object.entries(questions)) {
      const answers: Answerability[] = [];
      for (const query of all) {
        const found = await engine.client.search.run({
          workspaceId,
          query,
          mode,
          k: 10,
        });
        answers.push(found.answerability);
      }
      judged.set(set, answers);
    }
    return judged;
  } finally {
    await engine.close();
  }
}

function write(library: string, to: string): void {
  if (existsSync(to)) return;
  mkdirSync(to, { recursive: true });
  writeSet(library, to);
  if (values.boilerplate)
    for (const name of readdirSync(to).filter((one) => one.endsWith(".md")))
      appendFileSync(join(to, name), endedAlike);
}

function shareRefused(all: readonly Answerability[]): number {
  return (
    all.filter(({ answerable }) => answerable === "no").length / all.length
  );
}

/** Were the floor where it refuses this share of the library's own, what it would refuse of each other set. */
function curveAt(
  share: number,
  library: string,
  judged: ReadonlyMap<string, Answerability[]>,
): string {
  const own = (judged.get(library) ?? [])
    .map(confidenceOf)
    .sort((a, b) => a - b);
  const floor = own[Math.floor(share * own.length)] ?? 1;
  const others = [...judged].filter(([set]) => set !== library);
  const refused = others.map(([, all]) =>
    (
      all.filter((one) => confidenceOf(one) < floor).length / all.length
    ).toFixed(2),
  );
  return `${share.toFixed(2)}: ${refused.join(" ")}`;
}

function confidenceOf({ confidence }: Answerability): number {
  return confidence ?? 0;
}

function row(shares: ReadonlyMap<string, number>): string {
  return [...shares]
    .map(([set, share]) => `${set} ${share.toFixed(3)}`)
    .join("  ");
}
