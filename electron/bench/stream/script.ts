const section = (number: number) => `## ${number}. What the files say

Notice is given by **registered letter** and begins on the day on which it is received [1]. The deposit is returned
within one month when both inventories agree, otherwise within two [2]; what may be kept from it is listed below.

- unpaid rent and charges, with their bills [1]
- repairs that both inventories show, with receipts [2]

| Who gives notice | Months | Reason needed |
|---|---:|---|
| Tenant | ${number % 3} | no [1] |
| Landlord | ${number % 6} | yes [2] |

\`\`\`ts
export function noticeMonths(by: "tenant" | "landlord"): number {
  return by === "tenant" ? ${number % 3} : ${number % 6};
}
\`\`\`

`;

const charsOfToken = 4;
export const tokensPerSecond = 300;
/** In its question: the answer comes at once and is short. */
export const atOnce = "At once:";

const textOf = (tokens: number): string =>
  Array.from({ length: Math.ceil((tokens * charsOfToken) / 700) }, (_, index) =>
    section(index + 1),
  )
    .join("")
    .slice(0, tokens * charsOfToken);

/** Markdown with lists, tables, code and citations. */
export const longAnswer = textOf(2_000);
export const shortAnswer = textOf(400);

/** How much of it is written after so long. */
export const charsAfter = (elapsedMs: number): number =>
  Math.floor((elapsedMs * tokensPerSecond) / 1000) * charsOfToken;
