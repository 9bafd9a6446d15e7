import type { Timestamp } from "../domain/index.js";
import type { CallOptions } from "./callOptions.js";
import type { CodecSource } from "./classes/classCodecs.js";
import { ClientError } from "./clientError.js";
import type { Caller } from "./course/caller.js";
import type { DefinitionName } from "./definitionName.js";
import { isNotFound } from "./missing.js";
import type { Transport } from "./transport.js";

/** What all objects of one connection share. */
export interface Session {
  readonly transport: Transport;
  readonly caller: Caller;
  readonly codecs: CodecSource;
  readonly database: string;
  readonly createdAt: Timestamp;
  readonly versions: PublishedVersions;
}

/** A call for something in the database; what was not found is told apart. */
export const inDatabase = <T>(
  { transport, caller, database }: Pick<Session, "transport" | "caller" | "database">,
  options: CallOptions | undefined,
  missing: "definition-not-found" | "not-found" | "database-not-found",
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> =>
  caller.again(options, async (signal) => {
    try {
      return await attempt(signal);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      if (missing !== "database-not-found" && (await isThere(transport, database, signal)))
        throw new ClientError(missing, error.message, { cause: error });
      throw new ClientError("database-not-found", error.message, { cause: error });
    }
  });

async function isThere(
  transport: Transport,
  database: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await transport.latest(database, signal);
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

type Kind = "stateViews" | "stateChanges";
const WORDS = { stateViews: "state view", stateChanges: "state change" } as const;

/** The newest versions that are published. What was found once is kept: a version never changes. */
export class PublishedVersions {
  readonly #list: (kind: Kind, signal: AbortSignal) => AsyncIterable<DefinitionName>;
  readonly #database: string;
  readonly #known: Readonly<Record<Kind, Map<string, bigint>>> = {
    stateViews: new Map(),
    stateChanges: new Map(),
  };

  constructor({ transport, database }: Pick<Session, "transport" | "database">) {
    this.#database = database;
    this.#list = (kind, signal) => transport[kind](database, signal);
  }

  /** @throws ClientError `definition-not-found` with what there is. */
  async newest(kind: Kind, name: string, signal: AbortSignal): Promise<bigint> {
    const known = this.#known[kind];
    const before = known.get(name);
    if (before !== undefined) return before;
    for await (const one of this.#list(kind, signal))
      if (one.version > (known.get(one.name) ?? 0n)) known.set(one.name, one.version);
    const found = known.get(name);
    if (found !== undefined) return found;
    const all = [...known.keys()].join(", ");
    throw new ClientError(
      "definition-not-found",
      `there is no ${WORDS[kind]} ${name} in ${this.#database}; ${all === "" ? "nothing of the kind is published" : `published are ${all}`}`,
    );
  }
}
