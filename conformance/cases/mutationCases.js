import { Buffer } from "node:buffer";
import { stateChangeCases } from "../stateChangeCases.js";
import { utf8 } from "../values.js";

/** Commands that could pass, each broken in a few random places; every twentieth is whole. */
export function* mutations(random, name, count) {
  const valid = [...stateChangeCases(random, name)].filter(({ label }) => /^fitting/.test(label));
  for (let index = 0; index < count; index++) {
    const one = random.pick(valid);
    const [command, metadata] = one.args;
    const broken = index % 20 !== 0;
    const body = broken ? mutated(random, command.body) : command.body;
    yield {
      ...one,
      label: `${broken ? "mutation" : "a whole command after mutation"} ${index}`,
      args: [{ ...command, body }, metadata],
      // Not every engine gives an instance a long life.
      fresh: index % 500 === 0,
      // All of them would make the record too long.
      replay: index % 10 === 0 ? "exact" : "none",
    };
  }
}

function mutated(random, body) {
  let bytes = [...body];
  for (let count = random.integer(1, 4); count > 0 && bytes.length > 0; count--) {
    bytes = random.pick(MUTATIONS)(random, bytes, random.integer(0, bytes.length - 1));
  }
  return Uint8Array.from(bytes);
}

const insert = (bytes, at, text) => bytes.toSpliced(at, 0, ...utf8(text));

const MUTATIONS = [
  (random, bytes, at) => bytes.with(at, random.integer(0, 255)),
  (random, bytes, at) => bytes.with(at, bytes[at] ^ (1 << random.integer(0, 7))),
  (random, bytes, at) => bytes.toSpliced(at, random.integer(1, 5)),
  (random, bytes, at) => bytes.slice(0, at),
  (random, bytes, at) => bytes.concat(bytes.slice(at)),
  (random, bytes, at) => insert(bytes, at, random.pick(PIECES)),
  (random, bytes) =>
    replaceText(bytes, /\d+/, random.pick(["-1", "1e999", "0.1", '"5"', "9007199254740993"])),
  (random, bytes) =>
    replaceText(bytes, /"[^"]*"(?=[,}])/, random.pick(["null", "[]", "{}", '"\\ud800"', '"🦊"'])),
  (random, bytes) =>
    replaceText(
      bytes,
      /"\w+":/,
      random.pick(['"__proto__":', '"constructor":', '"":', '"amount":']),
    ),
];

const PIECES = [
  "\0",
  '"',
  "\\",
  "{",
  "}",
  "[[[[",
  "]",
  ",",
  ":",
  "null",
  "\ufeff",
  "ä",
  "1e400",
  "\\u0000",
  "//",
];

function replaceText(bytes, pattern, replacement) {
  const text = Buffer.from(bytes).toString("latin1");
  return [
    ...Buffer.from(
      text.replace(pattern, () => Buffer.from(replacement).toString("latin1")),
      "latin1",
    ),
  ];
}
