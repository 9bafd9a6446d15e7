import { ScaffoldError } from "../scaffoldError.js";

/** A definition's name in all the forms that it takes. */
export interface Names {
  /** `rename-task`: the name on the wire, and of the module. */
  readonly kebab: string;
  /** `RenameTask`: the class. */
  readonly pascal: string;
}

const NAME = /^[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*$/;

/** @throws ScaffoldError for a name that cannot be that of a definition and of a module. */
export function namesOf(given: string): Names {
  const kebab = given.replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
  if (kebab.length < 2 || !NAME.test(kebab))
    throw new ScaffoldError(
      `"${given}" is no name for a definition; give words of letters and digits with - between them, such as rename-task`,
    );
  const pascal = kebab
    .split(/[-.]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
  return { kebab, pascal };
}
