/** A project or a definition that cannot be written as it is asked for; the message is all that its author needs. */
export class ScaffoldError extends Error {
  override readonly name = "ScaffoldError";
}
