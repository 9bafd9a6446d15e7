import type { Class } from "../../domain/index.js";
import type { Strictness } from "../classValidator.js";
import { natives } from "../natives.js";
import { nativePlans, type NativePlan } from "./native/nativePlan.js";
import { writtenNames } from "./native/writtenNames.js";
import { Constants } from "./source/constants.js";
import type { Converter, Holder } from "./values/converters.js";
import { decodeSource } from "./source/decodeSource.js";
import { encodeSource } from "./source/encodeSource.js";
import { takesDiscriminators, transformsBesideDiscriminators } from "./plan/discriminators.js";
import { NOT_PROVEN } from "./notProven.js";
import { copyOfJson, plainCopy } from "./values/plain.js";
import type { ClassPlan, Mode } from "./plan/plan.js";
import { planNested } from "./plan/planNested.js";
import type { CompiledCodec } from "./compiledCodec.js";
import { refusalOf, type Refusal } from "./refusal/refusalOf.js";

/**
 * Compiles a class and all that it holds.
 * @throws ClassBeyondCompiler, TypeNotReady, or what forbids code to be made from text.
 */
export function compileClass(
  target: Class,
  strictness: Strictness,
): Required<CompiledCodec> & { readonly decode: Converter; readonly encode: Converter } {
  const plans = new Map<Class, ClassPlan>();
  const plan = planNested(target, plans);
  const decoders = new Map<string, Map<Class, Holder>>();
  const watched = takesDiscriminators(plans.values());
  const decoderOf = (nested: Class, mode: Mode): Holder | undefined => {
    const known = plans.get(nested);
    // class-validator refuses instances of a class without rules, unless it is the whole.
    if (known === undefined || (mode !== "unchecked" && !known.hasRules)) return undefined;
    return decoder(known, mode);
  };
  const decoder = (known: ClassPlan, mode: Mode): Holder =>
    held(decoders, mode, known.target, (constants) =>
      constants.evaluate(
        ["v"],
        decodeSource(known, mode, constants, { holderOf: decoderOf, watched }),
      ),
    );
  const root = plan.hasRules || strictness === "strict" ? strictness : "unchecked";
  const decode = decoder(plan, root).run;
  const encode = transformsBesideDiscriminators([...plans.values()])
    ? () => NOT_PROVEN
    : encoderOf(plan, plans);
  const planOf = nativePlans(plans, newConstants);
  const planned = planOf(plan, root);
  const read = planned && readerOf(planned);
  const compiled = {
    decode,
    read,
    plan: planned?.finish === undefined ? planned?.number : undefined,
    encode,
    written: writtenNames(plan),
  };
  const judged = (): ReturnType<typeof refusalOf> => refusalOf(plan, plans, strictness);
  const unchecked = (): Converter => decoder(plan, "unchecked").run;
  if (strictness === "tolerant") {
    // Events are hardly ever refused: it is made when the first one needs it.
    let known: Refusal | undefined;
    const ready = (): Refusal => (known ??= judged()(unchecked(), false));
    return { ...compiled, refusal: (json) => ready()(json), refusalOfSource: undefined };
  }
  const refusal = judged();
  const raw = read && planOf(plan, "unchecked");
  const readRaw = raw && readerOf(raw);
  return {
    ...compiled,
    refusal: refusal(unchecked(), false),
    refusalOfSource: readRaw && refusal(readRaw, true),
  };
}

function readerOf({ number, finish }: NativePlan): Converter | undefined {
  const { readPlanned } = natives;
  if (readPlanned === undefined) return undefined;
  return (source) => {
    const instance = readPlanned(source as object, number);
    if (instance === undefined) return NOT_PROVEN;
    return finish === undefined ? instance : finish(instance);
  };
}

const newConstants = (): Constants => new Constants({ NOT_PROVEN, copyOfJson, plainCopy });

function encoderOf(plan: ClassPlan, plans: ReadonlyMap<Class, ClassPlan>): Converter {
  const encoders = new Map<string, Map<Class, Holder>>();
  const encoder = (target: Class): Holder =>
    held(encoders, "encode", target, (constants) => {
      const known = plans.get(target);
      return known === undefined
        ? () => NOT_PROVEN
        : constants.evaluate(["o"], encodeSource(known, constants, encoder));
    });
  return encoder(plan.target).run;
}

/** Makes what is not made yet; a class that holds itself finds the holder that is being filled. */
function held(
  holders: Map<string, Map<Class, Holder>>,
  mode: string,
  target: Class,
  make: (constants: Constants) => Converter,
): Holder {
  const ofMode = holders.get(mode) ?? new Map<Class, Holder>();
  holders.set(mode, ofMode);
  const before = ofMode.get(target);
  if (before !== undefined) return before;
  const holder: Holder = { run: () => NOT_PROVEN };
  ofMode.set(target, holder);
  holder.run = make(newConstants());
  return holder;
}
