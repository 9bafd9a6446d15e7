import { probe, type Outcome, type ProbeInstance, type ProbeWorld } from "./probe.js";
import { MEMORY_LIMIT, OUT_OF_MEMORY, OUT_OF_MEMORY_IN_DECISIONS } from "./ways/outOfMemory.js";
import { scriptOf } from "./ways/scriptOf.js";

/** What calls that need little come to, and one that needs half of the memory. */
const NEXT = {
  little: `return db === undefined ? JSON.stringify({ a: [1] }) : [[], []];`,
  much: `const one = "x".repeat(${String(MEMORY_LIMIT / 4)}); return db === undefined ? String(one.length) : [[], []];`,
};
const RIGHT = {
  "state-change": Array(2).fill({ kind: "accepted", events: [] }),
  "state-view": [
    { kind: "state", content: '{"a":[1]}' },
    { kind: "state", content: String(MEMORY_LIMIT / 4) },
  ],
} as const;

describe.each([
  ["a decision", "state-change", { ...OUT_OF_MEMORY, ...OUT_OF_MEMORY_IN_DECISIONS }],
  ["a fold", "state-view", OUT_OF_MEMORY],
] as const)("%s that needs more memory than there is says so", (_, world, ways) => {
  const greedy = probe(world, scriptOf({ ...ways, ...NEXT }), {
    memoryLimit: MEMORY_LIMIT,
  });

  it.each(Object.keys(ways))("%s", (way) => {
    const one = greedy.instance();
    one.stored = Array.from({ length: 10 }, (_, id) => ({
      id: String(id),
      data: JSON.stringify("x".repeat(10_000)),
    }));
    expect(reason(ask(world, one, way))).toMatch(/out of memory|too long/);
    expect(one.memory.size).toBeLessThanOrEqual(MEMORY_LIMIT);
    expect([ask(world, one, "little"), ask(world, one, "much")]).toEqual(RIGHT[world]);
    expect(one.open.size).toBe(0);
  });
});

function ask(world: ProbeWorld, one: ProbeInstance, way: string): Outcome {
  return world === "state-change" ? one.decide(way) : one.evolve(way);
}

/** Why a decision is `internal`, or what is told of a fold. */
function reason(outcome: Outcome): string | undefined {
  if (outcome.kind === "internal") return outcome.message;
  if (outcome.kind !== "state") return `${outcome.kind}: not told`;
  const { failure } = JSON.parse(outcome.content ?? "{}") as { failure?: { reason: string } };
  return failure?.reason;
}
