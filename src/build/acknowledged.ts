import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { DIAGNOSTIC_CODES } from "../model/diagnosticCodes.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { ProjectError, type Project } from "./project.js";

/** Codes of warnings by the package that they are about, as `package.json` has them. */
export type Acknowledged = ReadonlyMap<string, ReadonlySet<string>>;

const FIELD = "evidentsource-functions";

/**
 * The warnings about dependencies that the project's author has looked into:
 * `"evidentsource-functions": { "acknowledged": { "some-library": ["ESF501"] } }`.
 * @throws ProjectError when it is written otherwise.
 */
export function readAcknowledged({ root }: Project): Acknowledged {
  const field = manifest(root)[FIELD] ?? {};
  const { acknowledged = {}, ...others } = isRecord(field) ? field : { field };
  const [unknown] = Object.keys(others);
  if (unknown !== undefined || !isRecord(acknowledged)) throw malformed();
  return new Map(
    Object.entries(acknowledged).map(([name, codes]) => {
      if (!Array.isArray(codes) || !codes.every(isCode)) throw malformed();
      return [name, new Set(codes)];
    }),
  );
}

/** What is left to say: only warnings about dependencies can be acknowledged. */
export function notAcknowledged(
  diagnostics: readonly Diagnostic[],
  acknowledged: Acknowledged,
  { root }: Project,
  isDependency: (file: string) => boolean,
): readonly Diagnostic[] {
  if (acknowledged.size === 0) return diagnostics;
  return diagnostics.filter(({ severity, code, where }) => {
    if (severity !== "warning" || where === undefined) return true;
    const file = resolve(root, where.file);
    return !isDependency(file) || acknowledged.get(packageAround(file) ?? "")?.has(code) !== true;
  });
}

/** The name of the package that a file belongs to. */
function packageAround(file: string): string | undefined {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const { name } = manifest(folder);
    if (typeof name === "string") return name;
  }
  return undefined;
}

function manifest(folder: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return isRecord(content) ? content : {};
  } catch {
    return {};
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isCode = (code: unknown): code is string =>
  typeof code === "string" && Object.hasOwn(DIAGNOSTIC_CODES, code);

const malformed = (): ProjectError =>
  new ProjectError(
    `"${FIELD}" of package.json must be of the form { "acknowledged": { "some-library": ["ESF501"] } }`,
  );
