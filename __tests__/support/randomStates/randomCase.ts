import type { Event } from "../../../src/domain/index.js";
import { storedEvent } from "../storedEvent.js";
import { below, oneOf, randomNumbers } from "./random.js";

/** Events, and where they are cut. */
export interface RandomCase {
  readonly whole: readonly Event[];
  readonly pieces: readonly (readonly Event[])[];
}

const TEXTS = ["a", "b", "k1", "a b", "ñ😀", "x-1"];

export function randomCase(seed: number): RandomCase {
  const random = randomNumbers(seed);
  const pieces = Array.from({ length: 2 + below(3, random) }, () =>
    Array.from({ length: below(4, random) }, () => happening(random)),
  );
  return { whole: pieces.flat(), pieces };
}

function happening(random: () => number): Event {
  const data = {
    property: below(720, random),
    act: below(720, random),
    n: below(40, random) - 10,
    text: oneOf(TEXTS, random),
    when: new Date(below(1e9, random) * 1000).toISOString(),
  };
  return storedEvent({
    type: "fuzz.happened",
    stream: "fuzz",
    data: { kind: "text", text: JSON.stringify(data) },
  });
}
