import { ScaffoldError } from "../scaffoldError.js";

/** A definition's name in all the forms that it takes. */
export interface Names {
  /** `rename-task`: the name on the wire, and of the module. */
  readonly kebab: string;
  /** `RenameTask`: the class. */
  readonly pascal: string;
}

const NAME = /^[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*$/;
/** As of all names on the platform. */
const LENGTHS = { least: 2, most: 128 };

/** What definitions import, and classes that the compiler asks for: no class of theirs can have such a name. */
const TAKEN = new Set([
  ...["Command", "Decide", "Decision", "DomainEvent", "On", "Selector", "StateChangeError"],
  ...["StateView", "Subject", "IsNotEmpty", "IsString", "Object", "String", "Number", "Boolean"],
  ...["Array", "Function", "Symbol", "Date", "Map", "Set", "Error", "Promise"],
]);

/** @throws ScaffoldError for a name that cannot be that of a definition and of a module. */
export function namesOf(given: string): Names {
  const kebab = given.replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
  const { least, most } = LENGTHS;
  if (kebab.length < least || kebab.length > most || !NAME.test(kebab))
    throw new ScaffoldError(
      `"${given}" is no name for a definition; give words of the letters a to z and digits, with one - or . between two of them, a letter first and ${String(least)} to ${String(most)} signs in all, such as rename-task`,
    );
  const pascal = wordsOf(kebab)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
  if (TAKEN.has(pascal))
    throw new ScaffoldError(
      `a class ${pascal} would hide what definitions import under that name; give another one, such as ${kebab}-task`,
    );
  return { kebab, pascal };
}

/** `task` and `renamed` of `task-renamed` or `task.renamed`. */
export const wordsOf = (name: string): readonly string[] => name.split(/[-.]/);
