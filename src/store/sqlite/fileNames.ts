const PREFIX = "db-";
const SUFFIX = ".sqlite";

/**
 * The file of a database. Capitals are marked, for some file systems do not tell them from small
 * letters, and no name of a device remains that Windows would take for one.
 */
export const fileNameOf = (database: string): string =>
  `${PREFIX}${database.replace(/[A-Z]/g, (letter) => `~${letter.toLowerCase()}`)}${SUFFIX}`;

/** The database of a file; `undefined` for a file that is none. */
export function databaseNameOf(file: string): string | undefined {
  if (!file.startsWith(PREFIX) || !file.endsWith(SUFFIX)) return undefined;
  const name = file.slice(PREFIX.length, -SUFFIX.length);
  return name.replace(/~([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
