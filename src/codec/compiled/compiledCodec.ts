import type { WrittenNames } from "./native/writtenNames.js";
import type { Refusal } from "./refusal/refusalOf.js";
import type { Converter } from "./values/converters.js";

/**
 * A class's decorators as code. Each function gives the libraries' own outcome, or `NOT_PROVEN`;
 * where it is `undefined`, the libraries do all the work.
 */
export interface CompiledCodec {
  readonly decode: Converter | undefined;
  readonly encode: Converter | undefined;
  /** `decode` of what a text, bytes or a stored event hold, where an engine reads by plans. */
  readonly read?: Converter | undefined;
  /** Of a class of which the engine's plan says all. */
  readonly plan?: number | undefined;
  /** Of a class whose texts, numbers and booleans are written as they are. */
  readonly written?: WrittenNames | undefined;
  /** What the libraries would say of JSON that `decode` has not proven, where that is known without them. */
  readonly refusal?: Refusal;
  /** The same of what a text or bytes hold, where an engine reads by plans. */
  readonly refusalOfSource?: Refusal | undefined;
}
