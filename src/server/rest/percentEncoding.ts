import { describe } from "../../domain/index.js";

/**
 * Path and query of an address must be percent-encoded UTF-8 (RFC 3986 §2.1): what is not would be read
 * as something else, without a word.
 * @throws RangeError that shows the part that is wrong.
 */
export function checkEncoding({ pathname, search }: URL): void {
  if (!pathname.includes("%") && !search.includes("%")) return;
  for (const part of [...pathname.split("/"), ...search.slice(1).split("&")])
    if (!isDecodable(part))
      throw new RangeError(
        `${describe(part)} in the request's address is no percent-encoded UTF-8; a percent sign itself is written %25`,
      );
}

function isDecodable(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}
