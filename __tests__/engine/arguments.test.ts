import { probe } from "./probe.js";
import type { PassedEvent } from "./linearMemory.js";

const SETTINGS = { memoryLimit: 8 * 1024 * 1024 };
const TOO_MUCH = "x".repeat(500_000);
const events = (count: number): readonly PassedEvent[] =>
  Array.from({ length: count }, (_, id) => ({ id: String(id), data: TOO_MUCH }));

describe("what the host passes and does not fit into memory", () => {
  it("makes a fold say so, and the next one is right", () => {
    const source = `export const evolve = (view, events) => String(events.length);`;
    const view = probe("state-view", source, SETTINGS).instance();
    const outcome = view.evolve("", events(40));
    expect([outcome.kind, JSON.stringify(outcome)]).toEqual([
      "state",
      expect.stringContaining("out of memory"),
    ]);
    expect(view.evolve("", events(3))).toEqual({ kind: "state", content: "3" });
    expect(view.evolve("", events(40), false).kind).toBe("trap");
    expect(view.memory.size).toBeLessThanOrEqual(SETTINGS.memoryLimit);
  });

  it("makes a read throw, and the decision may go on", () => {
    const query = `{ selector: { nodes: [{ tag: "equals", val: { tag: "stream", val: "s" } }] }, direction: "forward" }`;
    const source = `export function decide(db) {
      try { db.queryEvents(${query}); } catch (error) { throw { tag: "conflict", val: error.message + ", " + db.name() }; }
      return [[], []];
    }`;
    const change = probe("state-change", source, SETTINGS).instance();
    change.stored = events(40);
    expect(change.decide("")).toEqual({ kind: "conflict", message: "out of memory, bank" });
    change.stored = events(3);
    expect(change.decide("")).toEqual({ kind: "accepted", events: [] });
    expect(change.open.size).toBe(0);
  });

  it("is freed as soon as no event of it is left", () => {
    const query = `{ selector: { nodes: [{ tag: "equals", val: { tag: "stream", val: "s" } }] }, direction: "forward" }`;
    const source = `export function decide(db) {
      let kept, last;
      for (let n = 0; n < 60; n++) {
        kept = db.queryEvents(${query})[0];
        // The events before are garbage, in a circle.
        last = { before: undefined, kept }; last.self = last;
      }
      throw { tag: "conflict", val: kept.id + kept.data.val.length };
    }`;
    const change = probe("state-change", source, SETTINGS).instance();
    change.stored = events(2);
    expect(change.decide("")).toEqual({ kind: "conflict", message: "0500000" });
  });

  it("is as much as was left by arguments of queries that have been read", () => {
    const source = `export function decide(db) {
      const query = { selector: { nodes: [{ tag: "equals", val: { tag: "stream", val: "s".repeat(100_000) } }] }, direction: "forward" };
      for (let n = 0; n < 500; n++) db.queryEvents(query);
      return [[], []];
    }`;
    expect(probe("state-change", source, SETTINGS).instance().decide("").kind).toBe("accepted");
  });
});
