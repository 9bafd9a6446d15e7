import { deepStrictEqual } from "node:assert/strict";
import { TextDecoder } from "node:util";
import { Fuzz } from "../fuzz.js";
import { JsonTexts } from "../jsonTexts.js";
import { tell } from "../probes/plainJson.js";
import { utf8 } from "../values.js";
import { reportOf } from "../verdicts.js";
import { viewRequest } from "./requests.js";

const DEPTH = 64;
const EXACT_DIGITS = 15;

/** Plain JSON that the engine reads natively is what `JSON.parse` of Node makes of it; all else it declines. */
export function* jsonCases(random, { count }) {
  const needs = ["readsPlainJson"];
  const texts = new JsonTexts(random);
  for (let index = 0; index < count; index++) {
    const some = random.some(30, () => texts.text());
    yield { label: `JSON ${index}`, needs, ...asked(some, random), fresh: index % 50 === 0 };
  }
  for (const [label, text] of Object.entries(EDGES)) {
    yield { label: `JSON: ${label}`, needs, ...asked([text, text, text], random) };
  }
}

function asked(texts, random) {
  const event = new Fuzz(random).event(0);
  const sources = texts.map((text) => sourceOf(text, random));
  const events = sources.map((data) => ({ ...event, data }));
  return {
    args: viewRequest("probe:json", { content: JSON.stringify(texts), events }),
    check: ({ answer }) => {
      const report = reportOf(answer);
      texts.forEach((text, at) => deepStrictEqual([text, report.texts[at]], [text, model(text)]));
      sources.forEach(({ val }, at) => {
        const expected = model(typeof val === "string" ? val : textOf(val));
        deepStrictEqual([val, ...report.events[at]], [val, expected, expected]);
      });
    },
  };
}

/** A text or bytes, which in a few cases are no UTF-8. */
function sourceOf(text, random) {
  if (random.chance(0.5)) return { tag: "string", val: text.toWellFormed() };
  const bytes = utf8(text);
  if (bytes.length > 0 && random.chance(0.1)) bytes[random.integer(0, bytes.length - 1)] ^= 0x80;
  return { tag: "binary", val: bytes };
}

/** Undefined if the bytes are no UTF-8. */
function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const model = (text) => tell(isPlain(text) ? JSON.parse(text) : undefined);

const STRING = /"(?:[^"\\]|\\.)*"/gs;

function isPlain(text) {
  if (!text?.isWellFormed()) return false;
  try {
    JSON.parse(text);
  } catch {
    return false;
  }
  const strings = text.match(STRING) ?? [];
  const rest = text.replace(STRING, "");
  const numbers = rest.match(/[\d.eE+-]*\d[\d.eE+-]*/g) ?? [];
  return (
    strings.every((string) => JSON.parse(string).isWellFormed()) &&
    numbers.every((number) => !/e/i.test(number) && digitsOf(number) <= EXACT_DIGITS) &&
    nesting(rest) <= DEPTH
  );
}

const digitsOf = (number) => number.replace(/\D/g, "").length;

function nesting(text) {
  let [depth, deepest] = [0, 0];
  for (const character of text) {
    if (character === "[" || character === "{") deepest = Math.max(deepest, ++depth);
    if (character === "]" || character === "}") depth--;
  }
  return deepest;
}

const arrays = (depth) => "[".repeat(depth) + "]".repeat(depth);
const objects = (depth) => `${'{"a":'.repeat(depth - 1)}{}${"}".repeat(depth - 1)}`;
const dictionary = (start) =>
  `{${Array.from({ length: 1_500 }, (_, at) => `"sku-${start + at}":${at}`).join(",")}}`;

const EDGES = {
  "64 arrays": arrays(64),
  "65 arrays": arrays(65),
  "64 objects": objects(64),
  "65 objects": objects(65),
  "10,000 arrays": arrays(10_000),
  "arrays of 255, 256, 257 and 513": JSON.stringify(
    [255, 256, 257, 513].map((length) => Array.from({ length }, (_, at) => ({ at }))),
  ),
  "a dictionary": dictionary(0),
  "objects that begin alike": JSON.stringify(
    Array.from({ length: 400 }, (_, at) => ({ id: at, [`other-${at}`]: 1 })),
  ),
  // More keys than the engine remembers: it begins anew.
  "2,000 objects of other keys": JSON.stringify(
    Array.from({ length: 2_000 }, (_, at) => ({ [`only-${at}`]: { id: at } })),
  ),
  "another dictionary": dictionary(700),
  "long texts": JSON.stringify(["x", "ä", "渡", "🦊", "\n", '"'].map((one) => one.repeat(3_000))),
  nothing: "",
  "a NUL": "\0",
  "a NUL behind": "1\0",
};
