import { describe, type Class } from "../domain/index.js";
import type { StateCodec } from "../model/options.js";
import { hasDiscriminators, unchosenIn } from "./discriminator.js";
import { encodeUtf8, JsonError, parseJson, stringifyJson } from "./json.js";
import { natives } from "./natives.js";
import { payloadCodec } from "./payloadCodec.js";
import { difference } from "./state/difference.js";
import { getReady } from "./state/getReady.js";
import { lostInState } from "./state/lostInState.js";
import { stateWriting } from "./state/stateWriting.js";
import { formatViolation } from "./violation.js";

type Encode<S extends object> = StateCodec<S>["encode"];

/** From an instance of a view's class to JSON; throws a `JsonError` for state that would not come back as it is. */
export function jsonStateEncoder<S extends object>(target: Class<S>): Encode<S> {
  // While a component is built, so that no fold has to.
  const ready = getReady(target);
  const inCode = codedStateEncoder(target, ready);
  const { writeState } = natives;
  const plan = ready ? stateWriting(target, ready) : undefined;
  return plan === undefined || writeState === undefined
    ? inCode
    : (state) => writeState(state, plan) ?? inCode(state);
}

/** The same without what an engine writes by itself. */
export function codedStateEncoder<S extends object>(
  target: Class<S>,
  ready = getReady(target),
): Encode<S> {
  const codec = payloadCodec(target, "tolerant");
  const isDiscriminated = hasDiscriminators(target);
  // The plans themselves are not kept.
  let proven = ready && true;
  return (state) => {
    const unnamed: Parameters<typeof lostInState>[2] = [];
    const lost = lostInState(state, target, unnamed);
    if (lost !== undefined) throw new JsonError(lost);
    const plain = codec.encode(state);
    const [unchosen] = isDiscriminated ? unchosenIn(plain as object, target) : [];
    if (unchosen !== undefined) throw new JsonError(formatViolation(unchosen.violation));
    const text = stringifyJson(plain);
    if (!(proven ??= getReady(target) && true)) {
      for (const { instance, discriminator } of unnamed)
        Reflect.deleteProperty(instance, discriminator);
      tryOut(state, codec.decode(parseJson(text, "it")));
    }
    return encodeUtf8(text);
  };
}

/** What no shape proves is read again and compared. */
function tryOut(state: object, back: object): void {
  const lost = difference(state, back, true);
  if (lost === undefined) return;
  throw new JsonError(
    `${lost.path}: ${lost.reason}; what is written must be read as the same value: mend its @Transform, or use @Codec`,
  );
}

/** The same by an author's codec. */
export function customStateEncoder<S extends object>(
  target: Class<S>,
  codec: StateCodec,
): Encode<S> {
  return (state) => {
    const content: unknown = codec.encode(state);
    if (content instanceof Uint8Array) return content;
    throw new JsonError(
      `the codec of ${target.name} encoded to ${describe(content)}; it must return a Uint8Array`,
    );
  };
}
