import { withoutStack, type Class } from "../domain/index.js";
import type { Strictness } from "./classValidator.js";
import { compileCodec, NOT_PROVEN, type CompiledCodec } from "./compiled/index.js";
import type { PayloadCodec } from "./codec.js";
import { libraryCodec } from "./libraryCodec.js";
import { InvalidPayloadError, type Refused } from "./violation.js";

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
  const compiled = compileCodec(target, strictness);
  if (compiled !== "not ready") return withLibrary(compiled, library, strictness);
  /** Classes that import each other in a circle are all there when the first value comes. */
  let later: PayloadCodec<T> | undefined;
  const ready = (): PayloadCodec<T> => {
    if (later === undefined) {
      const second = compileCodec(target, strictness);
      later = second === "not ready" ? library : withLibrary(second, library, strictness);
    }
    return later;
  };
  return {
    decode: (json) => ready().decode(json),
    read: (source) => ready().read?.(source),
    refusal: (source) => ready().refusal?.(source),
    encode: (instance) => ready().encode(instance),
  };
}

/**
 * What the compiled code does not prove is the libraries' to judge, and to report; what they say of it may be
 * known without asking them.
 */
function withLibrary<T extends object>(
  { decode, encode, read, plan, written, refusal, refusalOfSource }: CompiledCodec,
  library: PayloadCodec<T>,
  strictness: Strictness,
): PayloadCodec<T> {
  const asLibrary = {
    decode: (json: unknown): T => {
      const known = refusal?.(json);
      if (known !== undefined) throw refused(known, strictness);
      return library.decode(json);
    },
    encode: (instance: T) => library.encode(instance),
  };
  return {
    decode: decode === undefined ? asLibrary.decode : firstProven(decode, asLibrary.decode),
    read: read && firstProven(read, () => undefined),
    refusal: refusalOfSource,
    plan,
    written,
    encode: encode === undefined ? asLibrary.encode : firstProven(encode, asLibrary.encode),
  };
}

/** Commands are refused by whoever answers them, in the words of their violations. */
const refused = ({ violations, message }: Refused, strictness: Strictness): InvalidPayloadError =>
  strictness === "strict"
    ? withoutStack(() => new InvalidPayloadError(violations, message))
    : new InvalidPayloadError(violations, message);

/** A constructor, a condition or a `@Transform` that throws is judged by the libraries, too. */
function firstProven<V, R>(
  compiled: (value: unknown) => unknown,
  judge: (value: V) => R,
): (value: V) => R {
  return (value) => {
    let proven: unknown;
    try {
      proven = compiled(value);
    } catch {
      return judge(value);
    }
    return proven === NOT_PROVEN ? judge(value) : (proven as R);
  };
}
