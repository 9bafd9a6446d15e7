/** `13.2 MB`: decimal units, as the platform's limits are given. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${String(bytes)} B`;
  // What would be rounded to a thousand of a unit is one of the next.
  return bytes < 999_950
    ? `${(bytes / 1_000).toFixed(1)} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** `85 ms`, `1.6 s`. */
export function formatDuration(milliseconds: number): string {
  return milliseconds < 999.5
    ? `${milliseconds.toFixed(0)} ms`
    : `${(milliseconds / 1_000).toFixed(1)} s`;
}

/** `1 view`, `2 views`. */
export function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? "" : "s"}`;
}
