/**
 * What an engine may offer in native code. Each function is optional, and each may decline: then the
 * JavaScript that stands beside its call does the work, with the same outcome.
 */
export interface Natives {
  /** JSON of an event's data, or `undefined` when there is none or it is not plain. */
  readonly eventJson?: (record: object) => unknown;
  /** The JSON value, or `undefined` for whatever `parseJson` would refuse or read otherwise. */
  readonly parseJson?: (source: string | Uint8Array) => unknown;
  /** One attribute of an event, or `undefined`. */
  readonly eventAttribute?: (record: object, name: string) => unknown;
  /**
   * The text that `JSON.stringify` gives, or `undefined` when the value is not plain data, or holds
   * what JSON cannot carry.
   */
  readonly stringifyJson?: (value: unknown) => string | undefined;
  /** UTF-8; lone surrogates become U+FFFD. */
  readonly encodeUtf8?: (text: string) => Uint8Array;
  /** The text, its byte order mark included, or `undefined` when the bytes are no UTF-8. */
  readonly decodeUtf8?: (bytes: Uint8Array) => string | undefined;
  /** True only where class-validator's `isUUID` with default options is certainly true. */
  readonly isUuid?: (value: unknown) => boolean;
  /** True only where class-validator's `isEmail` with default options is certainly true. */
  readonly isEmail?: (value: unknown) => boolean;
  /** True only where class-validator's `isISO8601` with default options is certainly true. */
  readonly isIso8601?: (value: unknown) => boolean;
}

const offered: unknown = Reflect.get(globalThis, Symbol.for("evidentsource-functions.natives"));

/** What the engine offers; empty in engines that offer nothing. */
export const natives: Natives = typeof offered === "object" && offered !== null ? offered : {};
