/** So many texts are kept. */
const MOST = 256;

const made = new Map<string, string>();

/**
 * A long text that is made of what its key says. Statements are found by their texts, and a text that
 * is made anew has to be gone through for that as a whole.
 */
export function madeOnce(key: string, make: () => string): string {
  const known = made.get(key);
  if (known !== undefined) return known;
  const text = make();
  if (made.size >= MOST) made.clear();
  made.set(key, text);
  return text;
}
