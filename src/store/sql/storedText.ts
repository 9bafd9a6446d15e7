// PostgreSQL's texts cannot hold U+0000, which ids, types and subjects may, and a driver of SQLite ends
// a text there. So it is kept as U+0001 U+0001, and U+0001 as U+0001 U+0002: the order of texts stays the same, and so do beginnings.
const TO_ESCAPE = /[\u0000\u0001]/g; // eslint-disable-line no-control-regex
const ESCAPED = /\u0001([\u0001\u0002])/g; // eslint-disable-line no-control-regex

/** A text as databases can keep it. */
export const stored = (text: string): string =>
  text.replace(TO_ESCAPE, (found) => (found === "\u0000" ? "\u0001\u0001" : "\u0001\u0002"));

/** The text that was kept. */
export const loaded = (text: string): string =>
  text.replace(ESCAPED, (_, mark: string) => (mark === "\u0001" ? "\u0000" : "\u0001"));
