import {
  ByteReader,
  concat,
  list,
  section,
  SECTION,
  unsigned,
  type Section,
} from "../../wasmBinary/index.js";

/**
 * The sections of a module as components have them. Functions that only the evaluation of a script calls, which
 * the engine's build has found out (`scripts/engineEvaluationOnly.js`), keep their places, and trap.
 * @throws RangeError when the module says it of functions that it has not.
 */
export function afterEvaluation(sections: readonly Section[]): readonly Section[] {
  const marked = sections.find(isMark);
  if (marked === undefined) return sections;
  const functions = functionsIn(marked);
  return sections
    .filter((each) => each !== marked)
    .map((each) => (each.id === SECTION.code ? withTraps(each, functions) : each));
}

/** The custom section that names them by their places in the code section. */
const NAME = "evaluation-only";

const isMark = ({ id, body }: Section): boolean =>
  id === SECTION.custom && new ByteReader(body).name() === NAME;

function functionsIn({ body }: Section): ReadonlySet<number> {
  const reader = new ByteReader(body);
  reader.name();
  return new Set(Array.from({ length: reader.unsigned() }, () => reader.unsigned()));
}

function withTraps({ id, body }: Section, functions: ReadonlySet<number>): Section {
  const reader = new ByteReader(body);
  const count = reader.unsigned();
  const missing = [...functions].find((place) => place >= count);
  if (missing !== undefined) throw new RangeError(`it has no function ${String(missing)}`);
  const bodies = Array.from({ length: count }, (_, place) => {
    const code = reader.take(reader.unsigned());
    return functions.has(place) ? TRAP : concat(unsigned(code.length), code);
  });
  const whole = section(id, list(bodies));
  return { id, body: list(bodies), whole };
}

/** Three bytes: no locals, `unreachable`, `end`. */
const TRAP = [0x03, 0x00, 0x00, 0x0b];
