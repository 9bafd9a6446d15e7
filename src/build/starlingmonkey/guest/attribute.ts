/**
 * The same for the tuple of an attribute's name and its `cloudevent-attribute-value`, which are the
 * elements of a list.
 */
export const SIZE = 8;
export const ALIGN_BYTES = 8;
export const NAME = 0;
/** The first byte is an index of `CASES`. */
export const CASE = 2;
export const VALUE = 4;
/** Of a timestamp, whose seconds stand where other values do. */
export const NANOSECONDS = 6;

/** The cases of `cloudevent-attribute-value`, in their order. */
export const CASES = [
  "boolean",
  "integer",
  "string",
  "binary",
  "uri",
  "uri-ref",
  "timestamp",
] as const;

/** Those that have an address and a length. */
export const FIRST_IN_MEMORY = 2;
export const LAST_IN_MEMORY = 5;
