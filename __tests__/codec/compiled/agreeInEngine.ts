import "reflect-metadata";
import type { Extent } from "./agreeOnRandomClasses.js";
import { pairOf, type Pair } from "./agreement.js";
import { copyOf } from "./fingerprint.js";
import { mutated } from "./mutated.js";
import { useQuickContainer } from "./quickContainer.js";
import { Random } from "./random.js";
import { randomClass, type RandomClass } from "./randomClass.js";

/** The entry of a script for the engine: what is to be tried is the view's content, and the state what came of it. */
export function evolve({ content }: { readonly content: Uint8Array }): string {
  useQuickContainer();
  const { cases, seed, classes } = JSON.parse(new TextDecoder().decode(content)) as Extent;
  const counted = { planned: 0, taken: 0, refused: 0, left: 0 };
  for (let index = 0; index < classes; index++) {
    const random = new Random(seed * 100_000 + index);
    const planned = plannedClass(random);
    if (planned === undefined) continue;
    counted.planned += 1;
    for (let round = 0; round < cases / classes; round++) {
      const json = planned.made.json(random);
      const changed = random.oneIn(2) ? json : mutated(random, json, planned.made.names);
      const { taken, refused, left } = random.of(planned.pairs).read(copyOf(changed));
      counted.taken += taken;
      counted.refused += refused;
      counted.left += left;
    }
  }
  return JSON.stringify(counted);
}

/** Few of the random classes have nothing that is beyond a plan. */
const TRIES = 16;

function plannedClass(random: Random): { made: RandomClass; pairs: Pair[] } | undefined {
  for (let tries = 0; tries < TRIES; tries++) {
    const made = randomClass(random, random.below(3), random.oneIn(4));
    const pairs = (["strict", "tolerant"] as const)
      .map((strictness) => pairOf(made.target, strictness))
      .filter((pair) => pair.planned);
    if (pairs.length > 0) return { made, pairs };
  }
  return undefined;
}
