import type { Class } from "../domain/index.js";
import type { Strictness } from "./classValidator.js";
import { compileCodec, NOT_PROVEN, type CompiledCodec } from "./compiled/index.js";
import { libraryCodec } from "./libraryCodec.js";

/** A class's instances ⇄ parsed JSON. */
export interface PayloadCodec<T extends object> {
  /**
   * A valid instance. The JSON value may be changed and must not be used afterwards.
   * @throws InvalidPayloadError with every broken rule.
   */
  decode(json: unknown): T;
  /** The plain value of an instance, in the names of the JSON. */
  encode(instance: T): unknown;
}

const known: Record<Strictness, WeakMap<Class, PayloadCodec<object>>> = {
  strict: new WeakMap(),
  tolerant: new WeakMap(),
};

/**
 * The codec of a class. What its decorators say is compiled when a class is asked for first; a value
 * that the compiled code does not take as it is goes to class-transformer and class-validator, so
 * that the outcome is always theirs.
 */
export function payloadCodec<T extends object>(
  target: Class<T>,
  strictness: Strictness,
): PayloadCodec<T> {
  const before = known[strictness].get(target);
  if (before !== undefined) return before as PayloadCodec<T>;
  const codec = combinedCodec(target, strictness);
  known[strictness].set(target, codec);
  return codec;
}

function combinedCodec<T extends object>(
  target: Class<T>,
  strictness: Strictness,
): PayloadCodec<T> {
  const library = libraryCodec(target, strictness);
  let compiled = compileCodec(target, strictness);
  /** Classes that import each other in a circle are all there when the first value comes. */
  const ready = (): CompiledCodec => {
    if (compiled === "not ready") compiled = compileCodec(target, strictness);
    if (compiled === "not ready") compiled = NOTHING_COMPILED;
    return compiled;
  };
  return {
    decode: (json) => {
      const proven = attempt(ready().decode, json);
      return proven === NOT_PROVEN ? library.decode(json) : (proven as T);
    },
    encode: (instance) => {
      const plain = attempt(ready().encode, instance);
      return plain === NOT_PROVEN ? library.encode(instance) : plain;
    },
  };
}

const NOTHING_COMPILED: CompiledCodec = { decode: undefined, encode: undefined };

/** A constructor, a condition or a `@Transform` that throws is the libraries' to report. */
function attempt(run: ((value: unknown) => unknown) | undefined, value: unknown): unknown {
  if (run === undefined) return NOT_PROVEN;
  try {
    return run(value);
  } catch {
    return NOT_PROVEN;
  }
}
