/**
 * What the engine reads of plain JSON for this package (`eventJson` and `parseJson` of its natives),
 * told so that nothing is lost: kinds of numbers, the order of keys, what kind of properties they are.
 */
const natives = globalThis[Symbol.for("evidentsource-functions.natives")];

/** Reads each text, and each event in two ways. What was read before must not show in what is read later. */
export function readPlainJson(texts, events) {
  return {
    texts: texts.map((text) => readOnce(() => natives.parseJson(text))),
    events: events.map((event) => [
      readOnce(() => natives.eventJson(event)),
      readOnce(() => natives.parseJson(event.data.val)),
    ]),
  };
}

function readOnce(read) {
  const value = read();
  const told = tell(value);
  spoil(value);
  return told;
}

/** `undefined` stands for what was refused. */
export function tell(value) {
  if (typeof value === "string") return JSON.stringify(value);
  if (Object.is(value, -0)) return "-0";
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(tell).join(",")}]`;
  const plain = Object.getPrototypeOf(value) === Object.prototype && Object.isExtensible(value);
  const members = Reflect.ownKeys(value).map((key) => {
    const { value: member, ...flags } = Object.getOwnPropertyDescriptor(value, key);
    const ordinary = flags.writable && flags.enumerable && flags.configurable;
    return `${ordinary ? "" : "odd "}${JSON.stringify(key)}:${tell(member)}`;
  });
  return `${plain ? "" : "odd "}{${members.join(",")}}`;
}

const SPOILS = [
  (value) => Object.assign(value, { id: 0, added: 1 }),
  (value) => Reflect.deleteProperty(value, Object.keys(value)[0]),
  (value) => Object.freeze(value),
  (value) => Object.setPrototypeOf(value, null),
  (value) => Object.defineProperty(value, Object.keys(value)[0] ?? "a", { enumerable: false }),
  (value) => Object.keys(value).forEach((key) => Reflect.deleteProperty(value, key)),
];
let spoiled = 0;

function spoil(value) {
  if (typeof value !== "object" || value === null) return;
  Object.values(value).forEach(spoil);
  SPOILS[spoiled++ % SPOILS.length](value);
}
