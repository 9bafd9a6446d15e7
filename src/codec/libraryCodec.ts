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
import { UnreadableValue } from "./value/unreadableValue.js";
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
  if (unchosen.length > 0) throw new InvalidPayloadError([...unwanted, ...unchosen]);
  const instance = transform(target, json, unwanted);
  const violations = [...unwanted, ...brokenRules(instance, target, strictness)];
  if (violations.length > 0) throw new InvalidPayloadError(violations);
  return instance;
}

/** A `@Transform` or a constructor that throws on what it is given speaks of the data too. */
function transform<T extends object>(
  target: Class<T>,
  json: object,
  unwanted: readonly Violation[],
): T {
  try {
    return plainToInstance(target, json, TRANSFORM);
  } catch (error) {
    if (error instanceof UnreadableValue) {
      const path = error.pathIn(json);
      throw new InvalidPayloadError([...unwanted, { path, rule: "codec", message: error.message }]);
    }
    const message = `cannot be read as ${target.name}: ${messageOf(error)}`;
    throw new InvalidPayloadError([...unwanted, { path: "", rule: "transform", message }]);
  }
}
