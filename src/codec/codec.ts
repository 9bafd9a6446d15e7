/** A class's instances ⇄ parsed JSON. */
export interface PayloadCodec<T extends object> {
  /**
   * A valid instance. The JSON value may be changed and must not be used afterwards.
   * @throws InvalidPayloadError with every broken rule.
   */
  readonly decode: (json: unknown) => T;
  /** The plain value of an instance, in the names of the JSON. */
  encode(instance: T): unknown;
}
