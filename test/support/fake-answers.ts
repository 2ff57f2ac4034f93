import type { DocumentId, WorkspaceId } from "#contract/ids.ts";
import type { Source } from "#contract/turns.ts";
import { leaseText } from "./fake-documents.ts";

const id = (index: number) =>
  `00000000-0000-4000-8000-${String(index).padStart(12, "0")}` as DocumentId;

/** A source whose range is exactly where the words stand in the lease, on its page `page`. */
function inLease(number: number, from: string, to: string): Source {
  const start = leaseText.indexOf(from);
  const end = leaseText.indexOf(to, start) + to.length;
  return {
    number,
    rank: number,
    isUsed: true,
    documentId: id(1),
    // The fake client's first one
    workspaceId: "11111111-1111-4111-8111-111111111111" as WorkspaceId,
    name: "Lease, rue des Tanneurs.pdf",
    path: "/home/ana/Documents/Contracts/Lease, rue des Tanneurs.pdf",
    page: 4,
    start,
    end,
    headings: ["Lease", "Article 7. Notice by the tenant"],
    score: 1 / number,
    foundBy: number === 1 ? "both" : number === 2 ? "words" : "meaning",
    text: leaseText.slice(start, end),
  };
}

export function fakeSources(): Source[] {
  const first = inLease(1, "The tenant may end", "letter is received.");
  return [
    first,
    inLease(2, "Notice is reduced", "production of evidence."),
    inLease(3, "- unpaid rent", "the annex](https://example.com/annex)"),
    {
      ...first,
      number: 4,
      rank: 4,
      isUsed: false,
      documentId: id(9),
      name: "Inventory 2023.docx",
      page: null,
      headings: ["Kitchen"],
    },
    {
      ...first,
      number: 5,
      rank: 5,
      documentId: id(9),
      name: "Inventory 2023.docx",
      page: null,
      headings: ["Inventory", "Kitchen"],
    },
  ];
}

export const fakeAnswer = `You must give **three months’ written notice**, by registered letter. It starts on the day the letter is received [1]. It is one month if you are moved by your employer [2].

The deposit of one month’s rent is returned within one month when the leaving inventory matches the first one, otherwise within two [3]. From it the landlord may keep:

- unpaid rent and charges [3]
- repairs shown by comparing both inventories, with receipts [4]

The inventory you signed notes two marks on the kitchen floor [5], so those can’t be charged to you.`;

export const richAnswer = `## What the code says

The clause is written as code in the annex [1], and \`months\` is a number:

\`\`\`ts
export function noticeMonths(by: "tenant" | "landlord"): number {
  // Article 7 and Article 8
  return by === "tenant" ? 3 : 6;
}
\`\`\`

| Who | Months | Reason needed |
|---|---:|---|
| Tenant | 3 | no [1] |
| Landlord | 6 | yes [2] |

The interest is

$$
I = P \\cdot r \\cdot \\frac{d}{365}
$$

1. First, a <b>registered</b> letter.
2. Then [wait](https://example.com/?q=secret) and see ![pixel](https://example.com/pixel.png).

> Notice runs from the day on which the letter is received.
`;

export const diagramAnswer = `The steps are [1]:

\`\`\`mermaid
%%{init: {"htmlLabels": true, "flowchart": {"htmlLabels": true}, "themeCSS": "main { display: none }"}}%%
graph LR
  Letter --> Receipt --> Notice
\`\`\`
`;

const columns = Array.from({ length: 12 }, (_, index) => index + 1);
const tableRow = (cell: (column: number) => string) =>
  `| ${columns.map(cell).join(" | ")} |`;
/** A table that no column of text holds. */
export const wideTableAnswer: string = [
  tableRow((column) => `Q${column}`),
  tableRow(() => "---"),
  tableRow(() => "1,234,567.89"),
].join("\n");
