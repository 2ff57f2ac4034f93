const hiddenCharacters =
  /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;
/** Our own delimiters, also spaced out, in capitals or with look-alike brackets. */
const passageTags = /[<＜‹〈]\s*(\/?)\s*(passages?)\b/giu;
/** How chat templates mark who speaks: <|im_start|>, <start_of_turn>, [INST], <<SYS>>, <s>. */
const templateMarks =
  /<(?=\s*\||\s*\/?\s*(?:start_of_turn|end_of_turn|system|user|assistant|s|bos|eos)\s*>|<\s*\/?\s*SYS)/giu;
const instructionMarks = /\[(\s*\/?\s*INST\s*)\]/giu;
/** A line that pretends to open another speaker's turn, as plain prompts mark it. */
const speakerLines =
  /^([ \t>]*)(#{1,6}[ \t]*(?:human|user|assistant|system|instruction|response)\b)/gimu;
/** [3] in a paper means its own list of literature; here it would name another passage. */
const bracketedNumbers =
  /[[【]((?:\^?\s*\d{1,3}\s*)(?:[,;–-]\s*\d{1,3}\s*)*)[\]】]/gu;

/**
 * A document's text as data for a prompt: what could pass for the prompt's own marks (delimiters, chat
 * templates, citation numbers, invisible characters) is changed so that it reads the same and means nothing.
 */
export function neutralText(text: string): string {
  return text
    .replace(hiddenCharacters, "")
    .replace(passageTags, "‹$1$2")
    .replace(templateMarks, "‹")
    .replace(instructionMarks, "($1)")
    .replace(speakerLines, "$1\\$2")
    .replace(bracketedNumbers, "($1)");
}

/** The same on one line, for an attribute. */
export function neutralAttribute(text: string): string {
  return neutralText(text)
    .replace(/["\s]+/gu, " ")
    .trim();
}
