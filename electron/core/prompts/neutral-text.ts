/**
 * What no reader sees and a model reads: controls, joiners, direction marks, variation selectors, tag characters,
 * fillers. Unicode names them all: whatever may be left undrawn is "default ignorable".
 */
const hiddenCharacters =
  /[[\p{Default_Ignorable_Code_Point}\p{Cc}\u2028\u2029\ufff9-\ufffb]--[\n\t\r]]/gv;
/** Our own delimiters, also spaced out, in capitals or with look-alike brackets. */
const passageTags = /[<＜‹〈]\s*(?:(\/)\s*)?(passages?)\b/giu;
/** Words that chat templates put between < and > to say who speaks, thinks or calls a tool, or where a text ends. */
const angleWords = [
  "(?:start|end)_of_(?:turn|image|audio|text|message|role|plugin)",
  "system|user|assistant|human|model|tool|role|observation|developer|instruction",
  "s|sys|bos|eos|pad|unk|mask|cls|sep|sop|eop|eot|eom|eod|eoh",
  "think|thinking|reasoning|scratch_?pad|tools?_(?:call|calls|response|result|list)|tools|function_calls?|invoke",
  "fim_[a-z]+|unused_?\\d+|reserved_?\\d+|extra_id_\\d+|special_\\d+|seed:[a-z_:]+|image|audio|video|endoftext",
].join("|");
/** <|im_start|>, <｜User｜>, <start_of_turn>, <s>, <<SYS>>: ChatML, Llama, DeepSeek, Gemma and their kin. */
const angleMarks = new RegExp(
  `[<＜](?=\\s*(?:[|｜]|(?:/\\s*)?(?:${angleWords})\\s*[>＞]|[<＜]\\s*(?:/\\s*)?SYS))`,
  "giu",
);
/** [INST], [SYSTEM_PROMPT] and what else Mistral and encoders write in brackets. */
const bracketMarks =
  /[[［](\s*(?:\/\s*)?(?:INST|SYS|SYSTEM(?:_PROMPT)?|USER|ASSISTANT|AVAILABLE_TOOLS|TOOL_(?:CALLS|RESULTS|CONTENT)|MODEL_SETTINGS|ARGS|CALL_ID|THINK|IMG(?:_BREAK|_END)?|AUDIO|PREFIX|MIDDLE|SUFFIX|[gs]?MASK|CLS|SEP|PAD|UNK|BOS|EOS|control_\d+)\s*)[\]］]/giu;
/** [|user|] of EXAONE. */
const barredMarks = /[[［](\s*[|｜][^[\]［］|｜\n]{1,40}[|｜]\s*)[\]］]/gu;
/** ]~b]user and [e~[ of MiniMax. */
const tildeMarks = /\]~(?=!?b)|\[e~(?=\[)/gu;
/** A line that pretends to open another speaker's turn, as plain prompts mark it. */
const speakerHeadings =
  /^([ \t>]*)(#{1,6}[ \t]*(?:human|user|assistant|system|instruction|response|input)\b)/gimu;
const speakerNames =
  /^([ \t>]*(?:\*\*)?(?:HUMAN|USER|ASSISTANT|SYSTEM|Human|Assistant))(?=(?:\*\*)?[ \t]?:)/gmu;
/** [3] in a paper means its own list of literature; here it would name another passage. */
const bracketedNumbers =
  /[[【]\s*((?:\^\s*)?\d{1,3}\s*(?:[,;–-]\s*(?:\^\s*)?\d{1,3}\s*)*)[\]】]/gu;

/**
 * A document's text as data for a prompt: what could pass for the prompt's own marks (delimiters, chat
 * templates, citation numbers, invisible characters) is changed so that it reads the same and means nothing.
 * Takes time in proportion to the text.
 */
export function neutralText(text: string): string {
  return text
    .replace(hiddenCharacters, "")
    .replace(passageTags, "‹$1$2")
    .replace(angleMarks, "‹")
    .replace(bracketMarks, "($1)")
    .replace(barredMarks, "($1)")
    .replace(tildeMarks, (mark) => `${mark.slice(0, -1)} ~`)
    .replace(speakerHeadings, "$1\\$2")
    .replace(speakerNames, "$1\\")
    .replace(bracketedNumbers, "($1)");
}

/** The same on one line, for an attribute. */
export function neutralAttribute(text: string): string {
  return neutralText(text)
    .replace(/["\s]+/gu, " ")
    .trim();
}
