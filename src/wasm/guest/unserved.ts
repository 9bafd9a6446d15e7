import { DefinitionError } from "../../model/diagnostic.js";
import type { Definitions } from "../../model/definitions.js";

/** Why a component cannot serve its classes: what is wrong with the definitions, or else the reason given. */
export function unserved({ diagnostics }: Definitions, otherwise: string): Error {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return errors.length > 0 ? new DefinitionError(errors) : new TypeError(otherwise);
}
