import { describePayload } from "../codec/index.js";
import { DefinitionError } from "../model/diagnostic.js";
import type { Definitions } from "../model/definitions.js";
import { link } from "../model/link.js";
import { registry } from "../model/registry.js";

let linked: { readonly records: number; readonly definitions: Definitions } | undefined;

/** All that the decorators of this realm have declared up to now, with everything that is wrong. */
export function currentDefinitions(): Definitions {
  const records = registry().records.length;
  if (linked?.records !== records)
    linked = { records, definitions: link(registry(), describePayload) };
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
