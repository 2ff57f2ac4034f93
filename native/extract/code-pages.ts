import { analyse } from "chardet";
import iconv from "iconv-lite";

/** What files that claim the left side are really written in, as browsers hold it too. */
const supersets: Record<string, string> = {
  "iso-8859-1": "windows-1252",
  ascii: "windows-1252",
  "us-ascii": "windows-1252",
  "iso-8859-9": "windows-1254",
  "iso-8859-8": "windows-1255",
  "iso-8859-8-i": "windows-1255",
  shift_jis: "cp932",
  "euc-kr": "cp949",
  gb2312: "gb18030",
  gbk: "gb18030",
};
// Old systems' pages that frequency tables don't know; tried where they read better
const alsoTried = [
  "windows-1252",
  "macintosh",
  "cp866",
  "cp850",
  "windows-874",
];
const sampleBytes = 65_536;
const likeliest = 6;
const maxStrangeBytes = 0.2;

/** The name as iconv-lite knows it; null for an encoding that it doesn't. */
export function usableEncoding(declared: string | null): string | null {
  const name = declared?.trim().toLowerCase() ?? "";
  if (name === "" || !iconv.encodingExists(name)) return null;
  return supersets[name] ?? name;
}

/** The old encoding that fits best: by letter frequencies, and by how its reading looks. Null when none reads like text. */
export function likelyCodePage(bytes: Uint8Array): string | null {
  const sample = Buffer.from(bytes.subarray(0, sampleBytes));
  if (isMainframeText(sample)) return null;
  const confidence = new Map(alsoTried.map((name) => [name, 0]));
  for (const match of analyse(sample).slice(0, likeliest)) {
    const name = usableEncoding(match.name);
    if (name !== null && !name.startsWith("utf"))
      confidence.set(
        name,
        Math.max(confidence.get(name) ?? 0, match.confidence),
      );
  }
  const scored = [...confidence].map(([name, points]) => {
    const fluent = fluency(iconv.decode(sample, name));
    return { name, fluent, score: points / 100 + fluent * 2 };
  });
  const best = scored.reduce((one, next) =>
    next.score > one.score ? next : one,
  );
  const highBytes = sample.reduce(
    (count, byte) => count + (byte > 127 ? 1 : 0),
    0,
  );
  return best.fluent < 0 && highBytes > sample.length * maxStrangeBytes
    ? null
    : best.name;
}

/** EBCDIC, whose space is 0x40: no decoder for it is at hand. */
function isMainframeText(sample: Uint8Array): boolean {
  const count = (wanted: number) =>
    sample.reduce((sum, byte) => sum + (byte === wanted ? 1 : 0), 0);
  return (
    count(0x40) > sample.length * 0.08 && count(0x20) < sample.length * 0.01
  );
}

/** Up to 1: the letters beyond ASCII stand in words of their own script, in sensible case. Below 0: mostly not. */
export function fluency(text: string): number {
  let good = 0;
  let bad = 0;
  for (const match of text.matchAll(/(?<=(.?))(\P{ASCII})(?=(.?))/gsu)) {
    const [, before = "", sign = "", after = ""] = match;
    if (/[\ufffd\p{Cc}\p{Co}\p{Cn}]/u.test(sign)) bad += 3;
    else if (/[\p{L}\p{M}]/u.test(sign) && !/[ªº]/.test(sign)) {
      const isMidUpper = /\p{Ll}/u.test(before) && /\p{Lu}/u.test(sign);
      const isMixed =
        isForeign(before, sign) ||
        isForeign(after, sign) ||
        isInsideLatin(before, sign, after);
      if (isMidUpper || isMixed) bad += 1;
      else good += 1;
    } else if (
      /[\p{S}\p{No}§¶†‡ªº]/u.test(sign) &&
      /[\p{L}\P{ASCII}]/u.test(before + after)
    )
      bad += 1;
  }
  return good + bad === 0 ? 0 : (good - bad) / (good + bad);
}

function isForeign(one: string, other: string): boolean {
  const [a, b] = [scriptOf(one), scriptOf(other)];
  return a !== null && b !== null && a !== b;
}

/** "wäh" read as "w撹h": an ideograph in the middle of a Latin word. */
function isInsideLatin(before: string, sign: string, after: string): boolean {
  return (
    /[\p{Script=Han}\p{Script=Hangul}]/u.test(sign) &&
    /[a-z]/i.test(before) &&
    /[a-z]/i.test(after)
  );
}

function scriptOf(sign: string): string | null {
  if (/\p{Script=Latin}/u.test(sign)) return "latin";
  if (/\p{Script=Cyrillic}/u.test(sign)) return "cyrillic";
  if (/\p{Script=Greek}/u.test(sign)) return "greek";
  if (/\p{Script=Arabic}/u.test(sign)) return "arabic";
  if (/\p{Script=Hebrew}/u.test(sign)) return "hebrew";
  if (/[\uff61-\uff9f]/.test(sign)) return "half-width";
  return /\p{Script=Thai}/u.test(sign) ? "thai" : null;
}
