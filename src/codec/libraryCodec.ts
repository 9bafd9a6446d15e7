import { instanceToPlain, plainToInstance } from "class-transformer";
import { describe, type Class, type Violation, messageOf } from "../domain/index.js";
import { exposedNames, TRANSFORM } from "./classTransformer.js";
import { validationErrors, type Strictness } from "./classValidator.js";
import { bringHome } from "./state/foreignRealm.js";
import type { PayloadCodec } from "./codec.js";
import { UnreadableValue } from "./value/unreadableValue.js";
import { removeUnwanted } from "./unwanted.js";
import { InvalidPayloadError, violationsOf, type WireNameOf } from "./violation.js";

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
      return instanceToPlain(instance, TRANSFORM);
    },
  };
}

function decode<T extends object>(target: Class<T>, strictness: Strictness, json: unknown): T {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new InvalidPayloadError([
      { path: "", rule: "isObject", message: `expected a JSON object, got ${describe(json)}` },
    ]);
  }
  const removed = removeUnwanted(json, target);
  const unwanted = strictness === "strict" ? removed : [];
  const instance = transform(target, json, unwanted);
  const errors = validationErrors(instance, target, strictness);
  const violations = [...unwanted, ...violationsOf(errors, wireNames(instance))];
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

/** Follows the path from the instance down to the object that holds the property, and asks its class. */
function wireNames(root: object): WireNameOf {
  return (property, path) => {
    const holder = path.reduce<unknown>(memberOf, root);
    if (typeof holder !== "object" || holder === null) return property;
    return exposedNames(holder.constructor as Class).get(property) ?? property;
  };
}

/** As class-validator names it; it leaves the name out of an error about a whole object. */
function memberOf(holder: unknown, step: string): unknown {
  if (step === "" || typeof holder !== "object" || holder === null) return holder;
  if (holder instanceof Map) return holder.get(step);
  if (holder instanceof Set) return [...holder][Number(step)];
  return Reflect.get(holder, step);
}
