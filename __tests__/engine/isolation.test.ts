import fc from "fast-check";
import { probe, type Outcome, type ProbeInstance, type ProbeWorld } from "./probe.js";
import {
  ENDINGS,
  ENDINGS_OF_DECISIONS,
  INNOCENT,
  INNOCENT_DECISIONS,
  TOLD,
} from "./ways/endings.js";
import { scriptOf } from "./ways/scriptOf.js";

/** Pairs of calls; `npm run engine:attack` tries 10,000. */
const PAIRS = Number(process.env["ATTACK_PAIRS"] ?? 120);
const SETTINGS = { memoryLimit: 8 * 1024 * 1024, stepLimit: 100 };
const PATIENCE = 3_600_000;

const STORED = Array.from({ length: 10 }, (_, id) => ({
  id: String(id),
  data: JSON.stringify({ amount: id, text: "x".repeat(10_000) }),
}));

describe.each([
  [
    "a decision",
    "state-change",
    { ...ENDINGS, ...ENDINGS_OF_DECISIONS },
    { ...INNOCENT, ...INNOCENT_DECISIONS },
  ],
  ["a fold", "state-view", ENDINGS, INNOCENT],
] as const)("%s does not see how calls before it have ended", (_, world, endings, innocent) => {
  const script = TOLD + scriptOf({ ...endings, ...innocent });
  const probed = probe(world, script, SETTINGS);
  const fresh = new Map(
    Object.keys(innocent).map((name) => [name, ask(world, probed.instance(), name)]),
  );

  it(
    "whatever they were",
    () => {
      let one = probed.instance();
      const pair = fc.tuple(
        fc.constantFrom(...Object.keys(endings)),
        fc.constantFrom(...Object.keys(innocent)),
        fc.boolean(),
      );
      const isolated = fc.property(pair, ([ending, name, diagnosed]) => {
        const first = ask(world, one, ending, diagnosed);
        if (first.kind === "trap") {
          // Such an instance does nothing any more.
          expect(ask(world, one, name).kind).toBe("trap");
          one = probed.instance();
        }
        // A host keeps no instance that has become large (`keptMemory` of src/host/limits.ts).
        if (one.memory.view.byteLength > SETTINGS.memoryLimit / 2) one = probed.instance();
        expect(one.open.size).toBe(0);
        expect([ending, ask(world, one, name)]).toEqual([ending, fresh.get(name)]);
      });
      fc.assert(isolated, { numRuns: PAIRS, endOnFailure: true });
    },
    PATIENCE,
  );

  it.each(Object.keys(innocent))("so that it is what a fresh instance gives: %s", (name) => {
    expect(fresh.get(name)?.kind).not.toBe("trap");
  });
});

function ask(world: ProbeWorld, one: ProbeInstance, way: string, diagnosed = true): Outcome {
  one.stored = STORED;
  return world === "state-change" ? one.decide(way) : one.evolve(way, STORED, diagnosed);
}
