const wordsPerShingle = 5;
/** FNV-1a's, for 32 bits. */
const basis = 0x811c9dc5;
const prime = 0x01000193;

/**
 * The runs of five words of a text, each once, as hashes in rising order. A text of fewer words is one run: then only
 * the same words are the same. Source: Broder, "On the resemblance and containment of documents", 1997.
 */
export function shinglesOf(text: string): Int32Array {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  // Nothing but marks, such as a rule of dashes: compared as it stands
  if (words.length === 0) return Int32Array.of(hashOf(text.trim()));
  const hashes = words.map(hashOf);
  const runs = Math.max(1, hashes.length - wordsPerShingle + 1);
  const shingles = new Int32Array(runs);
  for (let from = 0; from < runs; from++) {
    let hash = basis;
    const end = Math.min(from + wordsPerShingle, hashes.length);
    for (let at = from; at < end; at++)
      hash = Math.imul(hash ^ (hashes[at] ?? 0), prime) ^ (hash >>> 15);
    shingles[from] = hash;
  }
  shingles.sort();
  let kept = 0;
  for (const shingle of shingles)
    if (kept === 0 || shingles[kept - 1] !== shingle)
      shingles[kept++] = shingle;
  return shingles.slice(0, kept);
}

function hashOf(word: string): number {
  let hash = basis;
  for (let at = 0; at < word.length; at++)
    hash = Math.imul(hash ^ word.charCodeAt(at), prime);
  return hash | 0;
}
