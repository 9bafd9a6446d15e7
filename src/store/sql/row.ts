/** What a database gave, by columns. */
export type Row = Readonly<Record<string, unknown>>;

/** A column that holds an integer; PostgreSQL gives those with 64 bits as texts. Revisions stay below 2^53. */
export function integer(row: Row | undefined, column: string): number {
  const value = row?.[column];
  const number = typeof value === "string" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isSafeInteger(number))
    throw new TypeError(`${column} is no integer`);
  return number;
}

/** A column that holds a text. */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== "string") throw new TypeError(`${column} is no text`);
  return value;
}

/** A column that holds bytes. */
export function bytes(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw new TypeError(`${column} holds no bytes`);
  // A plain array of bytes: `slice` of Node's buffers shares what it is taken from.
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}
