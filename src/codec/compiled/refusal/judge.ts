import type { Broken } from "./broken.js";

/**
 * Adds all that is broken in an instance, which stands at the path.
 * @param hasKnownOnly - whether there is nothing in it that the class does not name.
 */
export type Judge = (object: object, path: string, found: Broken[], hasKnownOnly: boolean) => void;

/** What is around a class that is judged. */
export interface Surroundings {
  /** Gives the judge of a nested instance. */
  readonly judgeOf: (value: object) => Judge;
  /** Whether no name of a property, of any class, holds what would have to be escaped. */
  readonly hasPlainNames: boolean;
}
