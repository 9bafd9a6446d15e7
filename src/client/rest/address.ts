import { describe } from "../../domain/index.js";

/**
 * Where the interface begins: the server's origin, or the address of the interface itself, perhaps below
 * a proxy's path.
 * @throws TypeError for what is no address.
 */
export function restAddress(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !(url.protocol === "http:" || url.protocol === "https:"))
    throw new TypeError(
      `${describe(given)} is no address of a server; expected http://host:port or https://host`,
    );
  if (url.search !== "" || url.hash !== "" || url.username !== "" || url.password !== "")
    throw new TypeError(
      `${describe(given)} has more than an address; expected http://host:port or https://host, perhaps with a path`,
    );
  const path = url.pathname.replace(/\/+$/, "");
  return url.origin + (path.endsWith("/api/v1") ? path : `${path}/api/v1`);
}
