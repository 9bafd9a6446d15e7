import { DatabaseError } from "../database/index.js";

/** What is told of a definition that is not published. */
export function missing(
  kind: string,
  name: string,
  version: bigint,
  all: readonly { readonly name: string; readonly version: bigint }[],
): DatabaseError {
  const versions = all.filter((one) => one.name === name).map((one) => String(one.version));
  const names = [...new Set(all.map((one) => one.name))];
  const there =
    versions.length > 0
      ? `it has ${versions.join(", ")}`
      : names.length > 0
        ? `published are ${names.join(", ")}`
        : "nothing of the kind is published";
  return new DatabaseError(
    "not-found",
    `there is no ${kind} ${name} in version ${String(version)}; ${there}`,
  );
}
