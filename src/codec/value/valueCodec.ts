import type { JsonSchema } from "../../model/jsonSchema.js";

/** What JSON can hold. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * A pair of functions between a value of the author's and JSON. What `encode` writes, `decode` must read
 * as the same value; neither is given `null` or `undefined`. Values are not changed once they are made.
 */
export interface ValueCodec<T, J extends JsonValue = JsonValue> {
  /** The value. It throws for JSON that is none; the error's message is told to who has sent it. */
  readonly decode: (json: J) => T;
  /** What stands for the value in JSON. */
  readonly encode: (value: T) => J;
  /**
   * What `encode` writes and `decode` reads, as a JSON Schema, for callers who have not the class: `esf types`
   * and the definitions that are published show it. It is written out, without `$ref`, and it checks nothing:
   * `decode` does.
   */
  readonly schema?: JsonSchema;
}
