import type { Class } from "../domain/index.js";
import { DefinitionError } from "../model/diagnostic.js";
import type { StateChangeDefinition, StateViewDefinition } from "../model/definitions.js";
import { currentDefinitions } from "../runtime/index.js";

/** @throws DefinitionError with what is wrong with the project's classes; TypeError for another class. */
export function commandDefinition(command: Class): StateChangeDefinition {
  const definition = currentDefinitions().stateChanges.find((change) => change.command === command);
  return definition ?? missing(command, `@Command("name")`, "command");
}

/** @throws DefinitionError with what is wrong with the project's classes; TypeError for another class. */
export function viewDefinition(view: Class): StateViewDefinition {
  return (
    currentDefinitions().stateViewOf(view) ?? missing(view, `@StateView("name")`, "state view")
  );
}

function missing({ name }: Class, decorator: string, what: string): never {
  const errors = currentDefinitions().diagnostics.filter(
    ({ severity, className }) => severity === "error" && className === name,
  );
  if (errors.length > 0) throw new DefinitionError(errors);
  throw new TypeError(`${name} is no ${what}; add ${decorator} to it`);
}
