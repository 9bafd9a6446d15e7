import { isArtifactName, MODEL_FILE } from "./artifactName.js";
import type { BuildRecord } from "./buildRecordForm.js";

type Check = (value: unknown, at: string) => void;

/**
 * Holds what was read from a file to the form of a record: nothing of it is used before.
 * @throws RangeError that says where it differs.
 */
export function checkBuildRecord(value: unknown): asserts value is BuildRecord {
  record(value, "the file");
}

const fail = (at: string, expected: string): never => {
  throw new RangeError(`${at} is not ${expected}`);
};

const text: Check = (value, at) => {
  if (typeof value !== "string") fail(at, "a text");
};
const flag: Check = (value, at) => {
  if (typeof value !== "boolean") fail(at, "true or false");
};
const count: Check = (value, at) => {
  if (!Number.isSafeInteger(value) || (value as number) < 0) fail(at, "a whole number");
};
const hash: Check = (value, at) => {
  if (typeof value !== "string" || !/^[0-9a-f]{64}$/.test(value)) fail(at, "a hash");
};
const one =
  (...allowed: readonly unknown[]): Check =>
  (value, at) => {
    if (!allowed.includes(value))
      fail(at, allowed.map((each) => JSON.stringify(each)).join(" or "));
  };

const optional =
  (check: Check): Check =>
  (value, at) => {
    if (value !== undefined) check(value, at);
  };

const list =
  (check: Check): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return fail(at, "a list");
    value.forEach((item, index) => {
      check(item, `${at}[${String(index)}]`);
    });
  };

const object =
  (members: Readonly<Record<string, Check>>): Check =>
  (value, at) => {
    const found = entriesOf(value, at);
    for (const [name, check] of Object.entries(members)) check(found[name], `"${name}" of ${at}`);
  };

/** An object whose members have any names that are allowed. */
const table =
  (check: Check, isName: (name: string) => boolean = () => true): Check =>
  (value, at) => {
    for (const [name, item] of Object.entries(entriesOf(value, at))) {
      if (!isName(name)) fail(`a name in ${at}`, "one that a build gives");
      check(item, `a member of ${at}`);
    }
  };

function entriesOf(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  return fail(at, "an object");
}

/** Paths of files in the output folder: those that a build gives, and no others. */
const isOutputFile = (path: string): boolean =>
  path === MODEL_FILE || isArtifactName(path.replace(/\.(wasm|json|js\.map)$/, ""));

const diagnostic = object({
  code: (value, at) => {
    if (typeof value !== "string" || !/^ESF\d{3}$/.test(value)) fail(at, "a diagnostic's code");
  },
  severity: one("warning", "remark"),
  className: optional(text),
  member: optional(text),
  where: optional(object({ file: text, line: count, column: count })),
  cause: text,
  remedy: text,
});

const record = object({
  schemaVersion: one(2),
  whole: flag,
  artifacts: table(
    object({
      key: hash,
      sha256: hash,
      engine: text,
      settings: optional(table(count)),
      imports: list(text),
      bytes: count,
      bundleBytes: count,
    }),
    isArtifactName,
  ),
  files: table(hash, isOutputFile),
  sources: optional(object({ context: hash, files: table(hash), folders: table(hash) })),
  diagnostics: list(diagnostic),
});
