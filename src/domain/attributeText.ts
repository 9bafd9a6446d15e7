import { describe } from "./describe.js";
import { isWellFormed } from "./wellFormedText.js";

/**
 * What a CloudEvents text may not hold (CloudEvents 1.0, type system, String): control characters and
 * the code points that Unicode calls noncharacters, in the second line those beyond U+FFFF.
 */
const DISALLOWED = new RegExp(
  "[\\0-\\x1f\\x7f-\\x9f\\ufdd0-\\ufdef\\ufffe\\uffff]|" +
    "[\\ud83f\\ud87f\\ud8bf\\ud8ff\\ud93f\\ud97f\\ud9bf\\ud9ff\\uda3f\\uda7f\\udabf\\udaff\\udb3f\\udb7f\\udbbf\\udbff][\\udffe\\udfff]",
);

/** Says what keeps a text from being an attribute's value, or `undefined`. */
export function attributeTextProblem(text: string): string | undefined {
  if (!isWellFormed(text)) return `must hold whole surrogate pairs, got ${describe(text)}`;
  const at = text.search(DISALLOWED);
  if (at < 0) return undefined;
  const codePoint = (text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `must not hold U+${codePoint}, a control character or noncharacter; got ${describe(text)}`;
}
