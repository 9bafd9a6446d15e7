import { probe, type Outcome, type ProbeInstance } from "./probe.js";
import { ENDLESS, ENDLESS_ANSWERS } from "./ways/endless.js";
import { scriptOf } from "./ways/scriptOf.js";

/** In units of 10,000 steps; `npm run engine:attack` sets more. */
const STEP_LIMIT = Number(process.env["ATTACK_UNITS"] ?? 50);
/**
 * Ten million steps take four seconds at most (docs/engine.md), on a machine that does nothing else. One that
 * is busy takes several times as long; without an end it would be far more.
 */
const LIMITS_TIME = ((STEP_LIMIT * 10_000) / 10_000_000) * 4000 * 8;
const STOPPED = new RegExp(`stopped after ${String(STEP_LIMIT * 10_000)} steps`);

const FINE = { fine: `return db === undefined ? "done" : [[], []];` };

describe.each([
  ["a decision", "state-change", { ...ENDLESS, ...ENDLESS_ANSWERS }],
  ["a fold", "state-view", ENDLESS],
] as const)("%s that does not end by itself is stopped, whatever hides it", (_, world, ways) => {
  const looping = probe(world, scriptOf({ ...ways, ...FINE }), { stepLimit: STEP_LIMIT });
  const ask = (one: ProbeInstance, way: string): Outcome =>
    world === "state-change" ? one.decide(way) : one.evolve(way);

  // The host compiles the engine while it runs: that is not the call's time.
  beforeAll(() => ask(looping.instance(), "a loop"));

  it.each(Object.keys(ways))("%s", (way) => {
    const one = looping.instance();
    const before = process.cpuUsage();
    const outcome = ask(one, way);
    const { user, system } = process.cpuUsage(before);
    expect(JSON.stringify(outcome)).toMatch(STOPPED);
    expect((user + system) / 1000).toBeLessThan(2 * LIMITS_TIME);
    expect(one.open.size).toBe(0);
    expect(["accepted", "state"]).toContain(ask(one, "fine").kind);
  });
});
