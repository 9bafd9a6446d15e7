/**
 * There is no component of a hash any more: what is published has been replaced since it was looked up,
 * or somebody has taken it away. Whatever needed it can be done again with what is published now.
 */
export class ComponentGoneError extends Error {
  override readonly name = "ComponentGoneError";
}
