/** A class's instances ⇄ parsed JSON. */
export interface PayloadCodec<T extends object> {
  /**
   * A valid instance. The JSON value may be changed and must not be used afterwards.
   * @throws InvalidPayloadError with every broken rule.
   */
  readonly decode: (json: unknown) => T;
  /**
   * The same from JSON in a text, in bytes or in a stored event, where an engine can tell what `decode` would give of
   * it; `undefined` where it cannot. A strict codec also refuses what it knows to be broken.
   * @throws InvalidPayloadError as `decode` does.
   */
  readonly read?: ((source: string | object) => T | undefined) | undefined;
  /** The number of an engine's plan that says all that is to be said of JSON it reads. */
  readonly plan?: number | undefined;
  /**
   * The names of the class's properties, there and in JSON, if texts, numbers and booleans in all of them are written
   * as they are.
   */
  readonly written?:
    { readonly properties: readonly string[]; readonly wireNames: readonly string[] } | undefined;
  /** The plain value of an instance, in the names of the JSON. */
  encode(instance: T): unknown;
}
