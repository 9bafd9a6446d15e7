import { SpecFailure } from "evidentsource-functions/testing";

/** The failure of a specification that does not hold. */
export function specFailure(spec: () => unknown): SpecFailure {
  try {
    spec();
  } catch (error) {
    if (error instanceof SpecFailure) return error;
    throw error;
  }
  throw new Error("the specification holds");
}
