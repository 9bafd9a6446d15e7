import { deepStrictEqual } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { mutations } from "./cases/mutationCases.js";
import { stateChangeCases } from "./stateChangeCases.js";
import { stateViewCases } from "./stateViewCases.js";
import { validEvent } from "./storedEvents.js";
import { renderedStateView } from "./values.js";
import { plain } from "./verdicts.js";

/**
 * The cases of a definition as a suite: random histories, commands and what may be wrong with them.
 * The model is the same bundle in plain Node.
 */
export function savingsAccountSuite({ world, name }, model) {
  return function* (random, { whole }) {
    if (world === "state-view") {
      yield* folds(stateViewCases(random, name), model);
      for (let index = 0; index < 5; index++) yield* inPieces(random, name, model);
      return;
    }
    yield* decisions(stateChangeCases(random, name), model);
    yield* decisions(mutations(random, name, whole ? 2_000 : 100), model);
  };
}

/** Each fold goes on from the state that the model has reached. */
function* folds(cases, model) {
  for (let next = cases.next(); !next.done;) {
    const one = next.value;
    const expected = model.ask(one);
    // What fits into memory is not the model's to say.
    const check = one.label.startsWith("an event of") ? () => undefined : comparing(expected);
    yield { ...one, check };
    next = cases.next(expected.answer);
  }
}

/** A fold in pieces must reach the very bytes of the fold at once. */
function* inPieces(random, name, model) {
  const events = random.some(random.integer(1, 60), () => validEvent(random));
  const fold = (label, content, piece) => ({
    label: `${events.length} events ${label}`,
    args: [renderedStateView(random, name, content), piece],
  });
  const whole = fold("at once", undefined, events);
  const atOnce = comparing(model.ask(whole));
  yield { ...whole, check: atOnce };
  const ends = random.some(3, () => random.integer(0, events.length)).sort((a, b) => a - b);
  let [content, start] = [undefined, 0];
  for (const end of [...ends, events.length]) {
    const piece = fold(`from ${start} to ${end}`, content, events.slice(start, end));
    const reached = model.ask(piece);
    yield { ...piece, check: end === events.length ? atOnce : comparing(reached) };
    content = reached.answer.val;
    start = end;
  }
}

function* decisions(cases, model) {
  for (const { database, ...one } of cases) {
    const answers = ({ function: name, args }) =>
      name === "view-state" ? (database.views[args[2][0][1].val] ?? ABSENT) : database[name];
    const expected = model.ask({ ...one, answers });
    yield { ...one, answers, check: comparing(expected) };
  }
}

/** A mutation may have changed the account, too. */
const ABSENT = { tag: "ok", val: undefined };

const comparing = (expected) => (outcome) => {
  deepStrictEqual(comparable(outcome.answer), comparable(expected.answer));
  deepStrictEqual(plain(outcome.calls), plain(expected.calls));
};

/**
 * New events get random ids, content is easier to read as text, and what an engine says of mistakes
 * in its own words, with the place in its own way, is left out.
 */
function comparable(answer) {
  if (answer.val instanceof Uint8Array)
    return { tag: answer.tag, text: inCommonWords(Buffer.from(answer.val).toString("utf8")) };
  const { tag, val } = plain(answer);
  if (tag === "err") return { tag, kind: val.tag, text: inCommonWords(val.val) };
  if (tag !== "ok" || !Array.isArray(val)) return { tag, val };
  const [events, conditions] = val;
  return { tag, val: [events.map((event) => ({ ...event, id: "random" })), conditions] };
}

const inCommonWords = (text) =>
  text.replaceAll(/TypeError: .*? \(at [^)]*\)/g, "TypeError").replaceAll(/ \(at [^)]*\)/g, "");
