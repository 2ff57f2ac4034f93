import type { AppErrorCode, AppErrorData } from "#contract/errors.ts";
import type { DocumentId, WorkspaceId } from "#contract/ids.ts";
import type { DocumentSummary, PageStatus } from "#contract/library.ts";

export const failure = (
  code: AppErrorCode,
  message: string,
  advice: string | null,
): AppErrorData => ({ code, message, advice, params: {} });

const strip = (letters: string): PageStatus[] =>
  [...letters].map((letter) =>
    letter === "t"
      ? "text"
      : letter === "o"
        ? "ocr"
        : letter === "e"
          ? "empty"
          : "failed",
  );

const hourMs = 3_600_000;

/** The documents of the pictures, with every state that a row can have. */
export function fakeDocuments(
  workspaceId: WorkspaceId,
  nowMs: number,
): DocumentSummary[] {
  const make = (
    name: string,
    change: Partial<DocumentSummary>,
    index: number,
  ): DocumentSummary => ({
    id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}` as DocumentId,
    workspaceId,
    name,
    path: `/home/ana/Documents/Contracts/${name}`,
    folder: "/home/ana/Documents/Contracts",
    mediaType: "application/pdf",
    sizeBytes: 120_000,
    status: "indexed",
    reason: null,
    pages: null,
    pageStrip: [],
    chunks: 0,
    addedAt: nowMs - (index > 7 ? 24 * hourMs : hourMs / 2),
    indexedAt: nowMs,
    ...change,
  });
  const entries: [string, Partial<DocumentSummary>][] = [
    [
      "Lease, rue des Tanneurs.pdf",
      { pages: 18, pageStrip: strip("tttttttttttttttttt"), chunks: 143 },
    ],
    [
      "Insurance policy 2024.pdf",
      { pages: 64, pageStrip: strip("ttttttt"), status: "extracting" },
    ],
    [
      "Scan 2019-03 notary.pdf",
      { pages: 13, pageStrip: strip("ooooofteooofo"), chunks: 38 },
    ],
    [
      "Payslips.pdf",
      {
        status: "failed",
        pages: 1,
        reason: failure(
          "password-needed",
          "“Payslips.pdf” needs a password.",
          "Save a copy without the password and add it.",
        ),
      },
    ],
    ["Charges 2021–2024.xlsx", { chunks: 96 }],
    ["Re: leak in the bathroom.eml", { chunks: 11 }],
    [
      "Owners’ meeting.pptx",
      { pages: 12, pageStrip: strip("tttttttttttt"), chunks: 27 },
    ],
    [
      "old-site.html",
      {
        status: "failed",
        reason: failure(
          "file-damaged",
          "“old-site.html” is not HTML.",
          "Save the page again from the browser.",
        ),
      },
    ],
    [
      "Inventory 2023.docx",
      { pages: 6, pageStrip: strip("tttttt"), chunks: 19 },
    ],
    [
      "backup.zip",
      {
        status: "skipped",
        mediaType: "",
        reason: failure(
          "unsupported-type",
          "ZIP archive (.zip) is not supported yet.",
          "Hearth reads PDF and more.",
        ),
      },
    ],
    ["Quote, plumber.pdf", { status: "queued", pages: 2 }],
    [
      "Quote, plumber, with a very long name that does not fit in any column at all (2).pdf",
      { status: "queued", pages: 2 },
    ],
    [
      "Warranty boiler.pdf",
      { status: "embedding", pages: 4, pageStrip: strip("tttt") },
    ],
  ];
  return entries.map(([name, change], index) => make(name, change, index + 1));
}

export const leaseText = `# Lease, rue des Tanneurs

Between the undersigned, the landlord and the tenant, it is agreed as follows.

## Article 6. Term

The lease is granted for three years from the first of September. Unless notice is given by either party in the form below it is renewed for the same term and on the same conditions.

## Article 7. Notice by the tenant

The tenant may end the lease at any time. Notice is of **three months** and is given by registered letter with acknowledgement of receipt; it runs from the day on which the letter is received.

Notice is reduced to one month in the event of a first employment, a transfer by the employer, or loss of employment, on production of evidence.

- unpaid rent & charges
- repairs shown by comparing both inventories, with \`receipts\`
- as in [the inventory](Inventory%202023.docx)
- see [the annex](https://example.com/annex) &amp; the ![floor plan](https://example.com/plan.png)

| Room | Marks |
|---|---|
| Kitchen | two on the floor |
| Bath | none |

| Year | Rent | Charges | Heating | Water | Repairs | Taxes | Balance |
| --- | --- | --- | --- | --- | --- | --- | --- |
| 2023 | 1,234,567.89 EUR | 1,234,567.89 EUR | 1,234,567.89 EUR | 1,234,567.89 EUR | 1,234,567.89 EUR | 1,234,567.89 EUR | 1,234,567.89 EUR |

During the notice period rent and charges remain due for the whole of the period, unless the dwelling is let before its end with the agreement of the landlord.

## Article 8. Notice by the landlord

The landlord may give notice for the end of the term only, of six months, for sale, for occupation by the landlord or a relative, or for a legitimate and serious reason.

On pain of nullity the notice states its reason and, in the case of occupation, the name and address of the person who is to take up residence. <script>alert("no")</script>

\`\`\`
clause(8) {
  months = 6
}
\`\`\`
`;
