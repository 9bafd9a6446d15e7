import { pairOf, type Pair, type Verdict } from "./agreement.js";
import { copyOf } from "./fingerprint.js";
import { mutated } from "./mutated.js";
import { useQuickContainer } from "./quickContainer.js";
import { Random } from "./random.js";
import { randomClass } from "./randomClass.js";

/** How much is tried. */
export interface Extent {
  readonly cases: number;
  readonly seed: number;
  readonly classes: number;
}

interface Count extends Record<Verdict, number> {
  classes: number;
  compiled: number;
}

const counted = (): Count => ({
  taken: 0,
  "left to the libraries": 0,
  refused: 0,
  "refused in their words": 0,
  classes: 0,
  compiled: 0,
});
const share = (count: Count): number =>
  count.taken / (count.taken + count["left to the libraries"]);

/** What came of it: of plain classes with values as they should be, with others, written, and of odd classes. */
export interface Agreed {
  readonly valid: Count;
  readonly broken: Count;
  readonly written: Count;
  readonly odd: Count;
  /** Why odd classes, and plain ones, are not compiled. */
  readonly reasons: ReadonlyMap<string, number>;
  readonly ofPlain: ReadonlySet<string>;
}

/** Compiled codecs and the libraries, on random classes and values. @throws where they disagree. */
export function agreeOnRandomClasses({ cases, seed, classes }: Extent): Agreed {
  useQuickContainer();
  const valid = counted();
  const broken = counted();
  const written = counted();
  const odd = counted();
  const reasons = new Map<string, number>();
  const ofPlain = new Set<string>();
  for (let index = 0; index < classes; index++) {
    const random = new Random(seed * 100_000 + index);
    const isOdd = index % 2 === 1;
    const made = randomClass(random, 2, isOdd);
    const pairs = (["strict", "tolerant"] as const).map((strictness) =>
      pairOf(made.target, strictness),
    );
    for (const pair of pairs) {
      const into = isOdd ? odd : valid;
      into.classes += 1;
      if (pair.compiled) into.compiled += 1;
      else if (!isOdd) ofPlain.add(pair.reason ?? "");
      else reasons.set(pair.reason ?? "", (reasons.get(pair.reason ?? "") ?? 0) + 1);
    }
    const count = (verdict: Verdict, pair: Pair, into: Count): void => {
      if (pair.compiled) (isOdd ? odd : into)[verdict] += 1;
    };
    for (let round = 0; round < cases / classes / 3; round++) {
      const pair = random.of(pairs);
      try {
        const json = made.json(random);
        count(
          pair.decode(() => copyOf(json)),
          pair,
          valid,
        );
        const other = mutated(random, copyOf(json) as Record<string, unknown>, made.names);
        count(
          pair.decode(() => copyOf(other)),
          pair,
          broken,
        );
        const choices = random.below(2 ** 31);
        count(
          pair.encode(() => made.instance(new Random(choices))),
          pair,
          written,
        );
      } catch (error) {
        throw new Error(`SEED=${String(seed)}, class ${String(index)}, round ${String(round)}`, {
          cause: error,
        });
      }
    }
  }
  return { valid, broken, written, odd, reasons, ofPlain };
}

/** That something was compared, and not the libraries with themselves. */
export function expectMuch({ cases }: Extent, agreed: Agreed): void {
  const { valid, broken, written, odd, reasons, ofPlain } = agreed;
  if (cases > 10_000)
    process.stdout.write(
      `${JSON.stringify({ valid, broken, written, odd, reasons: [...reasons] }, undefined, 1)}\n`,
    );
  // The one thing that stands in the way of a class without oddities; how often it comes depends on the seed.
  expect(
    [...ofPlain].filter((reason) => !reason.endsWith("has both @Expose and @Exclude")),
  ).toEqual([]);
  expect(valid.compiled / valid.classes).toBeGreaterThan(0.8);
  // Otherwise the libraries would only be compared with themselves.
  expect(share(valid)).toBeGreaterThan(0.95);
  expect(valid.taken).toBeGreaterThan(cases / 20);
  const inTheirWords = broken["refused in their words"];
  expect(broken.refused + inTheirWords).toBeGreaterThan(cases / 40);
  expect(inTheirWords).toBeGreaterThan(broken.refused / 6);
  expect(share(written)).toBeGreaterThan(0.8);
  expect(odd.compiled / odd.classes).toBeGreaterThan(0.2);
  expect(odd.taken).toBeGreaterThan(cases / 20);
}
