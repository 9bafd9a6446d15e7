/** A mistake in how the tool was called; its message is all that the user needs. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
