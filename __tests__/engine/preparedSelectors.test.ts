import { probe } from "./probe.js";

const NATIVES = `globalThis[Symbol.for("evidentsource-functions.natives")]`;
const TYPE = `{ tag: "equals", val: { tag: "event-type", val: "account.credited" } }`;
const AND = `{ tag: "and", val: [0, 1] }`;
const subject = (value: string): string =>
  `{ tag: "equals", val: { tag: "subject", val: ${value} } }`;

/** A decision that asks by each of the selectors; `template` was made while the module was evaluated. */
const asking = (...selectors: readonly string[]): string => `
  const template = ${NATIVES}.prepareSelector([undefined, ${TYPE}, ${AND}]);
  export function decide(db) {
    const ask = (selector) => db.queryEvents({ selector, direction: "forward" });
    ${selectors.map((selector) => `ask(${selector});`).join("\n")}
    return [[], []];
  }`;

describe("a selector that was prepared", () => {
  it("is what its nodes would be, with those in it that are given later", () => {
    const long = "s".repeat(5_000);
    const change = probe(
      "state-change",
      asking(
        `{ template, nodes: [${subject(`"a"`)}] }`,
        `{ nodes: [${subject(`"a"`)}, ${TYPE}, ${AND}] }`,
        `{ template, nodes: [${subject("undefined")}] }`,
        `{ template, nodes: [${subject(`"${long}"`)}] }`,
      ),
    ).instance();
    expect(change.decide("")).toEqual({ kind: "accepted", events: [] });
    const [prepared, plain, none, longest] = change.selected;
    expect(prepared).toEqual(["equals subject a", "equals type account.credited", "and 0 1"]);
    expect(plain).toEqual(prepared);
    expect(none?.[0]).toBe("equals no subject");
    expect(longest).toEqual([`equals subject ${long}`, ...(prepared ?? []).slice(1)]);
    // It stands in memory that no call frees.
    expect(change.decide("").kind).toBe("accepted");
    expect(change.selected.slice(4)).toEqual(change.selected.slice(0, 4));
  });

  it.each([
    ["too few nodes", `{ template, nodes: [] }`],
    ["too many nodes", `{ template, nodes: [${TYPE}, ${TYPE}] }`],
    ["no nodes", `{ template }`],
    ["what is no node", `{ template, nodes: [1] }`],
  ])("refuses %s", (_, selector) => {
    const outcome = probe("state-change", asking(selector)).instance().decide("");
    expect([outcome.kind, JSON.stringify(outcome)]).toEqual([
      "internal",
      expect.stringMatching(/TypeError: query\.selector\.nodes/),
    ]);
  });

  it("is nothing else: another object in its place counts for nothing", () => {
    const nodes = `[${subject(`"a"`)}]`;
    const change = probe("state-change", asking(`{ template: {}, nodes: ${nodes} }`)).instance();
    expect(change.decide("").kind).toBe("accepted");
    expect(change.selected).toEqual([["equals subject a"]]);
  });
});

describe("an event that is no record of the WIT yet", () => {
  const emitting = (event: string): string => `export const decide = () => [[${event}], []];`;

  it("is written as its record would be", () => {
    const event = `{ id: "1", stream: "accounts", type: "t", subject: "a", time: { seconds: -1n, nanoseconds: 5 }, data: { kind: "text", text: "ä" } }`;
    const outcome = probe("state-change", emitting(event)).instance().decide("");
    expect(outcome).toEqual({ kind: "accepted", events: [{ id: "1", data: "ä" }] });
  });

  it.each([
    ["a subject that is no text", `subject: 1`, "events[0].subject must be a string"],
    ["a time that is none", `time: 1`, "events[0].time must be"],
    ["extensions", `extensions: new Map()`, "events[0].extensions must be undefined"],
    ["data without a text", `data: { kind: "text" }`, "events[0].data.text must be a string"],
  ])("is refused with %s", (_, member, message) => {
    const event = `{ id: "1", stream: "accounts", type: "t", ${member} }`;
    const outcome = probe("state-change", emitting(event)).instance().decide("");
    expect(JSON.stringify(outcome)).toContain(message);
  });

  it("has a stream: without it a record is missed, as ever", () => {
    const outcome = probe("state-change", emitting(`{ id: "1", type: "t" }`)).instance().decide("");
    expect(JSON.stringify(outcome)).toContain("events[0].source must be a string, not undefined");
  });
});
