/** What a decision may return instead of events and conditions, most of it wrong. */

const event = (parts = {}) => ({
  id: "i",
  source: "s",
  specversion: "1.0",
  type: "t",
  data: undefined,
  attributes: [],
  ...parts,
});
const withAttribute = (tag, val) => () => [[event({ attributes: [["a", { tag, val }]] })], []];
const selector = (...nodes) => ({ nodes });
const min = (revision, nodes = []) => ({
  tag: "min",
  val: { selector: selector(...nodes), revision },
});

export const RETURNS = {
  nothing: () => [[], []],
  "promise of nothing": async () => [[], []],
  "extra members": () => [[{ ...event(), more: 5 }], []],
  "null for absent": () => [[event({ data: null })], []],
  "undefined subject": () => [[], [min(5n, [{ tag: "equals", val: { tag: "subject" } }])]],
  "class with getters": () => [[new EventWithGetters()], []],
  "part of a buffer": () => [
    [event({ data: { tag: "binary", val: Uint8Array.of(1, 2, 3, 4).subarray(1, 3) } })],
    [],
  ],
  undefined: () => undefined,
  null: () => null,
  number: () => 5,
  "no conditions": () => [[]],
  "an object": () => ({ events: [], conditions: [] }),
  "events that are none": () => [5, []],
  "an event that is none": () => [[5], []],
  "an event without id": () => [[event({ id: undefined })], []],
  "a number as id": () => [[event({ id: 5 })], []],
  "data without tag": () => [[event({ data: {} })], []],
  "data of an unknown tag": () => [[event({ data: { tag: "json", val: "" } })], []],
  "text in binary data": () => [[event({ data: { tag: "binary", val: "text" } })], []],
  "attributes missing": () => [[event({ attributes: undefined })], []],
  "an attribute of no kind": withAttribute("colour", "blue"),
  "an attribute without value": () => [[event({ attributes: [["a"]] })], []],
  "integer too large": withAttribute("integer", 2 ** 31),
  "integer too small": withAttribute("integer", -(2 ** 31) - 1),
  "integer with a fraction": withAttribute("integer", 1.5),
  "integer not a number": withAttribute("integer", NaN),
  "integer as text": withAttribute("integer", "5"),
  "nanoseconds negative": withAttribute("timestamp", { seconds: 0n, nanoseconds: -1 }),
  "nanoseconds too large": withAttribute("timestamp", { seconds: 0n, nanoseconds: 2 ** 32 }),
  "seconds as a number": withAttribute("timestamp", { seconds: 5, nanoseconds: 0 }),
  "seconds too large": withAttribute("timestamp", { seconds: 2n ** 63n, nanoseconds: 0 }),
  "revision too large": () => [[], [min(2n ** 64n)]],
  "revision negative": () => [[], [min(-1n)]],
  "revision as a number": () => [[], [min(5)]],
  "revision with a fraction": () => [[], [min(1.5)]],
  "index too large": () => [[], [min(5n, [{ tag: "and", val: [2 ** 32, 0] }])]],
  "index negative": () => [[], [min(5n, [{ tag: "or", val: [-1, 0] }])]],
  "index missing": () => [[], [min(5n, [{ tag: "or", val: [1] }])]],
  "a condition that is none": () => [[], [{}]],
  "a getter that throws": () => [[Object.defineProperty(event(), "id", { get: fail })], []],
  "a proxy that throws": () => new Proxy([], { get: fail }),
  "an array that shrinks": () => [shrinking(), []],
};

class EventWithGetters {
  get id() {
    return "got";
  }
  get source() {
    return "s";
  }
  get specversion() {
    return "1.0";
  }
  get type() {
    return "t";
  }
  get data() {
    return { tag: "string", val: "data" };
  }
  get attributes() {
    return [["a", { tag: "boolean", val: true }]];
  }
}

function fail() {
  throw new Error("from a getter");
}

/** Reading the first event takes away the second. */
function shrinking() {
  const events = [undefined, event({ id: "second" })];
  const first = Object.defineProperty(event(), "id", {
    get() {
      events.length = 1;
      return "first";
    },
  });
  events[0] = first;
  return events;
}
