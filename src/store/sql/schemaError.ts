/** A layout that this version cannot read. */
export class SchemaError extends Error {
  override readonly name = "SchemaError";
}
