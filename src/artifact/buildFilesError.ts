/** Files of an output folder that are not what one build left; the message is all that the user needs. */
export class BuildFilesError extends Error {
  override readonly name = "BuildFilesError";
}
