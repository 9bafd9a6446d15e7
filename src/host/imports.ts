import type { ComponentImports } from "./componentImports.js";
import { HostDatabase, HostSpeculativeDatabase } from "./hostDatabase.js";
import { StandardError, wasi } from "./wasi/index.js";

const DATABASE = { Database: HostDatabase, SpeculativeDatabase: HostSpeculativeDatabase };

/** Everything that a component can import here, by interface without its version. */
const offered = (standardError: StandardError): ComponentImports => ({
  "evidentsource:decider/cloudevents": {},
  "evidentsource:decider/state-view-types": {},
  "evidentsource:decider/state-change-types": DATABASE,
  ...wasi(standardError),
});

const OFFERED = new Set(Object.keys(offered(new StandardError())));

/** @throws TypeError that names what a component imports and cannot have. */
export function checkImports(imports: readonly string[]): void {
  const unknown = imports.filter((name) => !OFFERED.has(name));
  if (unknown.length === 0) return;
  throw new TypeError(
    `it imports ${unknown.join(", ")}, which neither this host nor the platform gives to components`,
  );
}

/** What an instance is given: the database's resources, and what a runtime of another language needs. */
export function hostImports(
  imports: readonly string[],
  standardError: StandardError,
): ComponentImports {
  const all = offered(standardError);
  return Object.fromEntries(imports.map((name) => [name, all[name] ?? {}]));
}
