import { describePayload } from "../codec/index.js";
import { DefinitionError } from "../model/diagnostic.js";
import type { Definitions } from "../model/definitions.js";
import { link } from "../model/link.js";
import type { DecoratorRecord } from "../model/records.js";
import { registry } from "../model/registry.js";

/** What was linked last, of whose records, and of how many: a registry only grows. */
let linked:
  | {
      readonly of: readonly DecoratorRecord[];
      readonly count: number;
      readonly definitions: Definitions;
    }
  | undefined;

/** All that the decorators of this realm have declared up to now, with everything that is wrong. */
export function currentDefinitions(): Definitions {
  const { records } = registry();
  // Registries take turns where projects are loaded apart, and may have as many records as each other.
  if (linked?.of !== records || linked.count !== records.length) {
    const definitions = link(registry(), describePayload);
    linked = { of: records, count: records.length, definitions };
  }
  return linked.definitions;
}

/**
 * As {@link currentDefinitions}, for use.
 * @throws DefinitionError with all errors.
 */
export function validDefinitions(): Definitions {
  const definitions = currentDefinitions();
  const errors = definitions.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new DefinitionError(errors);
  return definitions;
}
