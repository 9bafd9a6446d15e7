import { UsageError } from "./usageError.js";
import { describe, messageOf, parseName } from "../domain/index.js";

/** A server. */
export interface ServerAddress {
  readonly url: string;
  readonly token: string | undefined;
  /** How many milliseconds the server may take to answer. */
  readonly patience: number;
}

/** A server and a database on it. */
export interface PublishingTarget extends ServerAddress {
  readonly database: string;
}

/** What a call says of a database on a server; what it leaves out is taken from the environment. */
export interface TargetFlags {
  readonly url?: string;
  /** How the call names the URL. Default: `--url`. */
  readonly urlOption?: string;
  readonly database?: string;
}

/** What a call says of the server. */
export interface ServerFlags extends TargetFlags {
  readonly token?: string;
  /** In seconds. */
  readonly timeout: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_URL = "http://localhost:3000";

/**
 * The server and the database that a call means.
 * @throws UsageError where it can only fail. Neither the URL nor the token is repeated there: either may
 * hold a secret.
 */
export function serverTarget(flags: ServerFlags, env: Environment): PublishingTarget {
  const database = given("--database", flags.database, "EVIDENTSOURCE_DATABASE", env);
  if (database === undefined)
    throw new UsageError("no database is named; give --database, or set EVIDENTSOURCE_DATABASE");
  try {
    parseName("database", database.value);
  } catch (error) {
    throw new UsageError(`${database.from}: ${messageOf(error)}`);
  }
  return { ...serverAddress(flags, env), database: database.value };
}

/** The server that a call means. @throws UsageError as {@link serverTarget} does. */
export function serverAddress(
  flags: Omit<ServerFlags, "database">,
  env: Environment,
): ServerAddress {
  const url = given(flags.urlOption ?? "--url", flags.url, "EVIDENTSOURCE_URL", env);
  const token = given("--token", flags.token, "EVIDENTSOURCE_TOKEN", env);
  return {
    url: url === undefined ? DEFAULT_URL : checkedUrl(url),
    token: token === undefined ? undefined : checkedToken(token),
    patience: milliseconds(flags.timeout),
  };
}

/**
 * The database that a call names, as lock files name it: by its URL, without any secret; `undefined` when
 * it names none.
 */
export function namedTarget(flags: TargetFlags, env: Environment): string | undefined {
  if (given("--database", flags.database, "EVIDENTSOURCE_DATABASE", env) === undefined)
    return undefined;
  return databaseUrl(serverTarget({ ...flags, timeout: "1" }, env));
}

/** The URL of a database in the REST interface. */
export function databaseUrl({ url, database }: Pick<PublishingTarget, "url" | "database">): string {
  return new URL(`api/v1/db/${database}`, url.endsWith("/") ? url : `${url}/`).href;
}

interface Given {
  /** The option or the variable. */
  readonly from: string;
  readonly value: string;
}

/** What is set to nothing, as an unset secret of a build server is, counts as not set. */
function given(
  option: string,
  flag: string | undefined,
  variable: string,
  env: Environment,
): Given | undefined {
  const candidates = [
    { from: option, value: flag },
    { from: variable, value: env[variable] },
  ];
  return candidates.find((one): one is Given => one.value !== undefined && one.value !== "");
}

function checkedUrl({ from, value }: Given): string {
  // `localhost:3000` is a URL, too: of the scheme `localhost`.
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol))
    throw new UsageError(`${from} is no URL of a server; expected one like ${DEFAULT_URL}`);
  const { username, password, search, hash, port, href } = new URL(value);
  if (username !== "" || password !== "") {
    throw new UsageError(
      `${from} holds a user name or a password, which is not sent; give a token with --token or EVIDENTSOURCE_TOKEN`,
    );
  }
  if (search !== "" || hash !== "" || /[?#]/.test(href)) {
    throw new UsageError(
      `${from} has a ${hash === "" ? "query" : "fragment"}, which would not be sent; expected one like ${DEFAULT_URL}`,
    );
  }
  if (port === "0") throw new UsageError(`${from} has the port 0, where no server can listen`);
  return href;
}

/** What a header can carry (RFC 9110 §5.5) and a bearer token can be: visible ASCII. */
function checkedToken({ from, value }: Given): string {
  if (/^[\x21-\x7e]+$/.test(value)) return value;
  const what = /[\r\n]/.test(value)
    ? "a line break"
    : "a space, or a sign that is no visible ASCII";
  throw new UsageError(`${from} holds ${what}, which a bearer token cannot`);
}

const MOST_SECONDS = 3_600;

function milliseconds(seconds: string): number {
  const value = /^\d+(?:\.\d+)?$/.test(seconds) ? Number(seconds) : 0;
  if (value > 0 && value <= MOST_SECONDS) return value * 1_000;
  throw new UsageError(
    `--timeout ${describe(seconds)} is no number of seconds from above 0 to ${String(MOST_SECONDS)}`,
  );
}
