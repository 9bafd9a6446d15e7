import "reflect-metadata";
import { natives } from "../../src/codec/natives.js";
import { codedStateEncoder } from "../../src/codec/stateEncoder.js";
import { getReady } from "../../src/codec/state/getReady.js";
import { stateWriting } from "../../src/codec/state/stateWriting.js";
import type { Extent } from "../codec/compiled/agreeOnRandomClasses.js";
import { useQuickContainer } from "../codec/compiled/quickContainer.js";
import { Random } from "../codec/compiled/random.js";
import { randomClass, type RandomClass } from "../codec/compiled/randomClass.js";
import { makeOdd } from "./oddStates.js";

/** The entry of a script for the engine: what is to be tried is the view's content, and the state what came of it. */
export function evolve({ content }: { readonly content: Uint8Array }): string {
  useQuickContainer();
  const { cases, seed, classes } = JSON.parse(new TextDecoder().decode(content)) as Extent;
  const counted = { planned: 0, taken: 0, left: 0 };
  for (let index = 0; index < classes; index++) {
    const random = new Random(seed * 100_000 + index);
    const found = plannedClass(random);
    if (found === undefined) continue;
    counted.planned += 1;
    for (let round = 0; round < cases / classes; round++) {
      const state = found.made.instance(random);
      for (let times = random.below(3); times > 0; times--) makeOdd(state, random);
      // Afterwards the engine is sure of no state any more.
      const disturbed = index >= classes - 3 && random.oneIn(4) ? disturb(random) : undefined;
      try {
        if (agrees(state, found)) counted.taken += 1;
        else counted.left += 1;
      } finally {
        disturbed?.();
      }
    }
  }
  return JSON.stringify(counted);
}

interface Planned {
  readonly made: RandomClass;
  readonly writing: number;
}

/** Many of the random classes have something that only code can write. */
const TRIES = 16;

function plannedClass(random: Random): Planned | undefined {
  for (let tries = 0; tries < TRIES; tries++) {
    const made = randomClass(random, random.below(3), random.oneIn(4));
    const plans = getReady(made.target);
    const writing = plans ? stateWriting(made.target, plans) : undefined;
    if (writing !== undefined) return { made, writing };
  }
  return undefined;
}

/** Whether the engine has written the state. @throws where it should not have, or not so. */
function agrees(state: object, { made, writing }: Planned): boolean {
  const written = natives.writeState?.(state, writing);
  if (written === undefined) return false;
  const text = new TextDecoder().decode(written);
  let expected: string;
  try {
    expected = new TextDecoder().decode(codedStateEncoder(made.target)(state));
  } catch (error) {
    throw new Error(`${text} was written where ${String(error)}`, { cause: error });
  }
  if (text !== expected) throw new Error(`${text} was written for ${expected}`);
  return true;
}

/** Changes what all objects have in common, as an author's library may; gives what puts it right again. */
function disturb(random: Random): () => void {
  const prototype: object = random.oneIn(2) ? Object.prototype : Array.prototype;
  const name = random.of(["toJSON", "index", "raw", "id", "x"]);
  const property = random.of<PropertyDescriptor>([
    { value: () => "changed" },
    { get: () => 1, set: () => undefined },
    { value: 1, writable: true },
  ]);
  Object.defineProperty(prototype, name, { ...property, configurable: true });
  return () => {
    Reflect.deleteProperty(prototype, name);
  };
}
