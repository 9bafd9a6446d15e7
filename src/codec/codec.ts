import type { WrittenNames } from "./compiled/native/writtenNames.js";
import type { Refused } from "./violation.js";

/** A class's instances ⇄ parsed JSON. */
export interface PayloadCodec<T extends object> {
  /**
   * A valid instance. The JSON value may be changed and must not be used afterwards.
   * @throws InvalidPayloadError with every broken rule.
   */
  readonly decode: (json: unknown) => T;
  /**
   * The same from JSON in a text, in bytes or in a stored event, where an engine can tell what `decode` would give of
   * it; `undefined` where it cannot.
   */
  readonly read?: ((source: string | object) => T | undefined) | undefined;
  /**
   * What `decode` would refuse the same with, of what `read` has not taken, where an engine can tell that of a
   * command; `undefined` where it cannot.
   */
  readonly refusal?: ((source: string | object) => Refused | undefined) | undefined;
  /** The number of an engine's plan that says all that is to be said of JSON it reads. */
  readonly plan?: number | undefined;
  /**
   * The names of the class's properties, there and in JSON, if texts, numbers and booleans in all of them are written
   * as they are.
   */
  readonly written?: WrittenNames | undefined;
  /** The plain value of an instance, in the names of the JSON. */
  encode(instance: T): unknown;
}
