/** So many statements are prepared by name; those of selectors are as many as there are shapes of them. */
const MOST = 200;

const names = new Map<string, string>();

/**
 * The name by which a connection prepares a statement once; none when there are too many already, for
 * a connection keeps what it prepared as long as it lives.
 */
export function statementName(sql: string): string | undefined {
  const known = names.get(sql);
  if (known !== undefined || names.size >= MOST) return known;
  const name = `es_${String(names.size)}`;
  names.set(sql, name);
  return name;
}
