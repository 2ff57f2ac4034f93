/** A run of about 10 ms on two cores: more in a batch is no faster, and a query waits for the batch in hand. */
const tokensPerBatch = 256;

/** Indexes of `lengths` in batches, like with like so that little is padded; each batch within the budget or alone. */
export function batchesOf(lengths: readonly number[]): number[][] {
  const order = lengths.map((_, index) => index);
  order.sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0));
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const index of order) {
    // In rising order the newest is the longest, to which all are padded
    const padded = (batch.length + 1) * (lengths[index] ?? 0);
    if (batch.length > 0 && padded > tokensPerBatch) {
      batches.push(batch);
      batch = [];
    }
    batch.push(index);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
