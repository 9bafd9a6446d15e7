import { natives } from "../../natives.js";
import type { Constants } from "./constants.js";

/** A name that an object may have, and what is true when it does not. */
export interface ExpectedKey {
  readonly name: string;
  /** `undefined` for a name that it must have. */
  readonly absent: string | undefined;
}

/** Code that sees whether an object has the expected keys in their order, and no others. */
export interface KeyOrderTest {
  /**
   * Declares `keys`, which all code may use that runs when the test has failed. What is no object, or an
   * array, is `NOT_PROVEN`.
   */
  readonly declaration: readonly string[];
  readonly test: string;
}

/** Most objects have the keys of their class, in its order: engines may see that at a glance. */
export function keyOrderTest(
  object: string,
  expected: readonly ExpectedKey[],
  constants: Constants,
): KeyOrderTest {
  return atAGlance(object, expected, constants) ?? keyByKey(object, expected);
}

function atAGlance(
  object: string,
  expected: readonly ExpectedKey[],
  constants: Constants,
): KeyOrderTest | undefined {
  const { keyOrder, hasKeysInOrder } = natives;
  const names = expected.map(({ name }) => name);
  if (keyOrder === undefined || hasKeysInOrder === undefined || names.some(isSpecial)) {
    return undefined;
  }
  const call = `${constants.name("hasKeysInOrder", hasKeysInOrder)}(${object}, ${String(keyOrder(names))})`;
  return {
    declaration: [
      `var ordered = ${call}, keys;`,
      "if (!ordered) {",
      refuseOthers(object),
      `keys = Object.keys(${object});`,
      "}",
    ],
    test: "ordered",
  };
}

/** Array indices have an order of their own, and what every object inherits is never absent. */
const isSpecial = (name: string): boolean => /^\d+$/.test(name) || name in Object.prototype;

function keyByKey(object: string, expected: readonly ExpectedKey[]): KeyOrderTest {
  const steps = expected.map(({ name, absent }) => {
    const next = `keys[k++] === ${JSON.stringify(name)}`;
    return absent === undefined ? next : `(${absent} || ${next})`;
  });
  return {
    declaration: [refuseOthers(object), `var keys = Object.keys(${object}), k = 0;`],
    test: [...steps, "k === keys.length"].join(" && "),
  };
}

const refuseOthers = (object: string): string =>
  `if (typeof ${object} !== "object" || ${object} === null || Array.isArray(${object})) return NOT_PROVEN;`;
