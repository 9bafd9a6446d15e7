import { escaped } from "../../domain/index.js";

/**
 * What a terminal or an editor obeys instead of showing it: control characters of both kinds, line and
 * paragraph separators, and marks that turn the direction of writing.
 */
const OBEYED = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu;
/** The same without what our own lines are made of. */
const OBEYED_IN_LINES = /(?![\n\t])[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu;

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const shown = (sign: string): string => SHORT[sign] ?? escaped(sign);

/** A text of others on one line, with what a terminal would obey written as in JSON. */
export const visible = (text: string): string => text.replace(OBEYED, shown);

/** As {@link visible}, for texts of several lines. */
export const visibleLines = (text: string): string => text.replace(OBEYED_IN_LINES, shown);
