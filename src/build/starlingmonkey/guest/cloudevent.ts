/**
 * Where the members of a record `cloudevent` lie in linear memory by the canonical ABI, in words of
 * four bytes. A string or a list is two words: its address and its length.
 */
export const SIZE = 14;
export const ALIGN_BYTES = 4;
export const ID = 0;
export const SOURCE = 2;
export const SPECVERSION = 4;
export const TYPE = 6;
/** The first byte is not 0 if there are data. */
export const HAS_DATA = 8;
/** The first byte is one of the two cases below. */
export const DATA_CASE = 9;
export const DATA = 10;
export const ATTRIBUTES = 12;

/** The cases of `cloudevent-data`. */
export const BINARY = 0;
export const STRING = 1;
