import { describe } from "./describe.js";

/** What stands in a URI somewhere (RFC 3986 §2); `%` only before two hexadecimal digits. */
const CHARACTERS = /^[\w.~!$&'()*+,;=:@/?#[\]%-]*$/;
const BAD_ESCAPE = /%(?![\da-fA-F]{2})/;
/** Scheme, authority, path, query and fragment (RFC 3986, appendix B). */
const PARTS = /^(?:([^:/?#]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/;
const SCHEME = /^[a-zA-Z][\w+.-]*$/;
const AUTHORITY =
  /^(?:[^@[\]]*@)?(?:\[[\da-fA-F:.]+\]|\[v[\da-fA-F]+\.[^@[\]]+\]|[^:@[\]]*)(?::\d*)?$/;
const BRACKETS = /[[\]]/;

/**
 * Says why a text is no URI with a scheme, or no reference to one (CloudEvents 1.0, type system, URI and
 * URI-reference); `undefined` when it is one. A fragment is allowed: schemas are named with them.
 */
export function uriProblem(kind: "uri" | "uri-ref", text: string): string | undefined {
  if (!isReference(text)) return `must hold a ${kind} (RFC 3986), got ${describe(text)}`;
  if (kind === "uri" && !/^[^:/?#]+:/.test(text)) {
    return `must hold a URI with a scheme (RFC 3986), got ${describe(text)}; a relative one is a uri-ref`;
  }
  return undefined;
}

function isReference(text: string): boolean {
  if (!CHARACTERS.test(text) || BAD_ESCAPE.test(text)) return false;
  const [, scheme, authority, path = "", query = "", fragment = ""] = PARTS.exec(text) ?? [];
  return (
    (scheme === undefined || (SCHEME.test(scheme) && !scheme.includes("_"))) &&
    (authority === undefined || AUTHORITY.test(authority)) &&
    !BRACKETS.test(path) &&
    !BRACKETS.test(query) &&
    !BRACKETS.test(fragment) &&
    !fragment.includes("#")
  );
}
