const maxTexts = 1000;
const maxChars = 500_000;

export type CountTokens = (texts: readonly string[]) => Promise<number[]>;

/** Counts many texts in few calls. */
export async function countAll(
  texts: readonly string[],
  { countTokens, signal }: { countTokens: CountTokens; signal: AbortSignal },
): Promise<number[]> {
  const counts: number[] = [];
  let batch: string[] = [];
  let chars = 0;
  const flush = async () => {
    if (batch.length === 0) return;
    signal.throwIfAborted();
    counts.push(...(await countTokens(batch)));
    batch = [];
    chars = 0;
  };
  for (const text of texts) {
    if (batch.length >= maxTexts || chars + text.length > maxChars)
      await flush();
    batch.push(text);
    chars += text.length;
  }
  await flush();
  return counts;
}
