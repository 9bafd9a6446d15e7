import { StateChangeError } from "../../src/domain/index.js";

/** The refusal that the function throws; fails the test when it throws none, or anything else. */
export function refusalOf(decide: () => unknown): {
  readonly kind: string;
  readonly message: string;
} {
  const error = thrownBy(decide);
  if (!StateChangeError.is(error)) throw new Error(`not a StateChangeError: ${String(error)}`);
  const { kind, message } = error;
  return { kind, message };
}

/** What the function throws; fails the test when it throws nothing. */
export function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}
