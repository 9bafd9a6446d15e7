import { InvalidPayloadError, payloadCodec, type Strictness } from "../../../src/codec/index.js";
import { compilation } from "../../../src/codec/compiled/compileCodec.js";
import { NOT_PROVEN } from "../../../src/codec/compiled/index.js";
import type { Refused } from "../../../src/codec/violation.js";
import { libraryCodec } from "../../../src/codec/libraryCodec.js";
import type { Class } from "../../../src/domain/index.js";
import { fingerprint, objectsIn } from "./fingerprint.js";

/**
 * What became of one value: the compiled code took it, or the libraries took it, or they refused it, in words that
 * are known without them or not.
 */
export type Verdict = "taken" | "left to the libraries" | "refused" | "refused in their words";

type Outcome = { readonly instance: object } | { readonly refusal: string };

/** Both codecs of a class, beside each other. */
export interface Pair {
  readonly compiled: boolean;
  readonly reason: string | undefined;
  /** Decodes what `make` gives with both. @throws where they disagree. */
  decode(make: () => unknown): Verdict;
  /** Encodes what `make` gives with both. @throws where they disagree. */
  encode(make: () => object): Verdict;
  /** Whether the engine reads the class by a plan. */
  readonly planned: boolean;
  /**
   * Reads texts of what is given by the plan.
   * @throws where the libraries make something else of them.
   */
  read(json: unknown): ReadCounts;
}

/** How many texts the engine has taken or refused by a plan, and how many it has left alone. */
export interface ReadCounts {
  taken: number;
  refused: number;
  left: number;
}

export function pairOf(target: Class, strictness: Strictness): Pair {
  const outcome = compilation(target, strictness);
  if (outcome === "not ready") throw new Error(`${target.name} is not ready`);
  const { codec, obstacle } = outcome;
  const library = libraryCodec(target, strictness);
  const used = payloadCodec(target, strictness);

  let handedOver = 0;
  let texts = 0;
  const readOutcome = (text: string): Outcome | undefined => {
    const instance = used.read?.(text);
    if (instance !== undefined) return { instance };
    const refused = used.refusal?.(text);
    return refused && { refusal: told(refused) };
  };
  const read = (json: unknown): ReadCounts => {
    const text = asText(json);
    if (text === undefined) return { taken: 0, refused: 0, left: 0 };
    const all = [text, ...(texts++ % 3 === 0 ? otherSpellings(text, texts) : [])];
    const counted: ReadCounts = { taken: 0, refused: 0, left: 0 };
    for (const spelled of all) {
      const ours = readOutcome(spelled);
      counted[ours === undefined ? "left" : "instance" in ours ? "taken" : "refused"] += 1;
      if (ours === undefined) continue;
      const theirs = outcomeOf(() => library.decode(JSON.parse(spelled)));
      agree(theirs, ours, () => `${target.name} ${strictness} is planned to be ${spelled}`);
    }
    return counted;
  };

  const decode = (make: () => unknown): Verdict => {
    const given = make();
    const givenObjects = objectsIn(given);
    const theirs = outcomeOf(() => library.decode(given));
    const json = make();
    const before = fingerprint(json);
    const proven = quietly(() => codec.decode?.(json) ?? NOT_PROVEN);
    if (fingerprint(json) !== before) throw new Error(`${before} was changed`);
    if (proven === NOT_PROVEN) {
      // Then the codec asks the libraries; once in a while it is seen that it does.
      if (handedOver++ % 10 === 0)
        agree(
          theirs,
          outcomeOf(() => used.decode(json)),
          () => before,
        );
      const words = codec.refusal?.(make());
      if (words !== undefined) {
        agree(
          theirs,
          { refusal: told(words) },
          () => `${target.name} ${strictness} refuses ${before}`,
        );
        return "refused in their words";
      }
      return "refusal" in theirs ? "refused" : "left to the libraries";
    }
    agree(
      theirs,
      { instance: proven as object },
      () => `${target.name} ${strictness} proves ${before}`,
    );
    // A @Transform may pass on what it was given; nothing else does.
    const isPassedOn = "instance" in theirs && sharesObjects(theirs.instance, givenObjects);
    if (!isPassedOn && sharesObjects(proven, objectsIn(json)))
      throw new Error(`the instance shares objects with ${before}`);
    return "taken";
  };

  const encode = (make: () => object): Verdict => {
    const given = make();
    const what = (): string => `${target.name} writes ${fingerprint(make())}`;
    const theirs = outcomeOf(() => library.encode(given) as object);
    agree(
      theirs,
      outcomeOf(() => used.encode(make()) as object),
      what,
    );
    const instance = make();
    const proven = quietly(() => codec.encode?.(instance) ?? NOT_PROVEN);
    if (proven === NOT_PROVEN) return "refusal" in theirs ? "refused" : "left to the libraries";
    agree(theirs, { instance: proven as object }, what);
    // class-transformer writes discriminators into what it is given.
    agree({ instance: given }, { instance }, what);
    return "taken";
  };
  return {
    compiled: codec.decode !== undefined,
    reason: obstacle?.reason,
    planned: codec.read !== undefined,
    decode,
    encode,
    read,
  };
}

/** The same JSON with space in it, with a letter as an escape, and with a member that comes again. */
function otherSpellings(text: string, choice: number): readonly string[] {
  const letters = [...text.matchAll(/(?<=[a-z ])[a-z]/g)];
  const letter = letters[choice % Math.max(letters.length, 1)];
  const at = letter?.index ?? 0;
  const code = text.charCodeAt(at).toString(16).padStart(4, "0");
  const escaped = `${text.slice(0, at)}\\u${code}${text.slice(at + 1)}`;
  const [member] = /"[^"\\]*":/.exec(text) ?? [];
  return [
    text.replace(/(?<=[":]),|:(?=[\d"[{])/g, " $&\n\t"),
    ...(letter === undefined ? [] : [escaped]),
    ...(member === undefined ? [] : [text.replace(/}$/, `,${member}1}`)]),
  ].filter(isJson);
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Values of tests are not all of JSON. */
function asText(json: unknown): string | undefined {
  try {
    return JSON.stringify(json);
  } catch {
    return undefined;
  }
}

const sharesObjects = (value: unknown, others: ReadonlySet<object>): boolean =>
  [...objectsIn(value)].some((object) => others.has(object));

function outcomeOf(run: () => object): Outcome {
  try {
    return { instance: run() };
  } catch (error) {
    return { refusal: error instanceof InvalidPayloadError ? told(error) : String(error) };
  }
}

/** Violations and the message that is made of them, which is not always made in one place. */
const told = ({ message, violations }: Refused): string =>
  `${message} ${JSON.stringify(violations)}`;

/** As the codec does: what throws is left to the libraries. */
function quietly(run: () => unknown): unknown {
  try {
    return run();
  } catch {
    return NOT_PROVEN;
  }
}

function agree(theirs: Outcome, ours: Outcome, what: () => string): void {
  const [expected, given] = [theirs, ours].map((outcome) =>
    "refusal" in outcome ? `refused: ${outcome.refusal}` : fingerprint(outcome.instance),
  );
  if (expected !== given)
    throw new Error(`${what()}\nlibraries: ${String(expected)}\ncompiled:  ${String(given)}`);
}
