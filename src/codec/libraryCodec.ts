import { instanceToPlain, plainToInstance } from "class-transformer";
import { describe, type Class, type Violation, messageOf } from "../domain/index.js";
import { brokenRules } from "./brokenRules.js";
import { withChosenClasses } from "./chosenClasses.js";
import { TRANSFORM } from "./classTransformer.js";
import type { Strictness } from "./classValidator.js";
import type { PayloadCodec } from "./codec.js";
import { unchosenIn } from "./discriminator.js";
import { completeTypes } from "./instanceTypes.js";
import { bringHome } from "./state/foreignRealm.js";
import { readingOn, type UnreadableValue } from "./value/unreadableValue.js";
import { removeUnwanted } from "./unwanted.js";
import { InvalidPayloadError } from "./violation.js";

/** class-transformer and class-validator at work: the judge of every value, and the only one that refuses. */
export function libraryCodec<T extends object>(
  target: Class<T>,
  strictness: Strictness,
): PayloadCodec<T> {
  return {
    decode: (json) => decode(target, strictness, json),
    encode: (instance) => {
      // class-transformer takes a Date of another realm for an object without properties.
      bringHome(instance);
      return withChosenClasses(instance, (chosen) => instanceToPlain(chosen, TRANSFORM));
    },
  };
}

function decode<T extends object>(target: Class<T>, strictness: Strictness, json: unknown): T {
  completeTypes(target);
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new InvalidPayloadError([
      { path: "", rule: "isObject", message: `expected a JSON object, got ${describe(json)}` },
    ]);
  }
  const removed = removeUnwanted(json, target);
  const unwanted = strictness === "strict" ? removed : [];
  const unchosen = unchosenIn(json, target);
  const unreadable: UnreadableValue[] = [];
  const made = readingOn(unreadable, () => transform(target, json));
  const unread = [
    ...unchosen.map(({ violation }) => violation),
    ...unreadable.flatMap((value) => value.violationsIn(json)),
  ];
  if ("problem" in made) {
    // A value of no class is made of the base class, which may well refuse.
    const problems = unchosen.length > 0 ? [] : [made.problem];
    throw new InvalidPayloadError([...unwanted, ...unread, ...problems]);
  }
  const broken = brokenRules(made.instance, target, strictness);
  if (unwanted.length + unread.length + broken.length === 0) return made.instance;
  // Of what could not be read, rules would only say the same in other words.
  const places = [
    ...unchosen.map(({ at }) => at),
    ...unreadable.map((value) => value.pathIn(json)),
  ];
  const others = broken.filter(({ path }) => !places.some((place) => isWithin(path, place)));
  throw new InvalidPayloadError([...unwanted, ...unread, ...others]);
}

const isWithin = (path: string, place: string): boolean =>
  path.startsWith(place) && /^$|^[.[]/.test(path.slice(place.length));

type Made<T> = { readonly instance: T } | { readonly problem: Violation };

/** A `@Transform` or a constructor that throws on what it is given speaks of the data too. */
function transform<T extends object>(target: Class<T>, json: object): Made<T> {
  try {
    return { instance: plainToInstance(target, json, TRANSFORM) };
  } catch (error) {
    const message = `cannot be read as ${target.name}: ${messageOf(error)}`;
    return { problem: { path: "", rule: "transform", message } };
  }
}
