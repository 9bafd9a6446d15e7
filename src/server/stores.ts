import { isAbsolute, resolve } from "node:path";
import { InMemoryDatabases, type Databases } from "../database/index.js";

/** An address of a store that is none. */
export class StoreAddressError extends Error {
  override readonly name = "StoreAddressError";
}

/** A store with what people are told of it. */
export interface OpenedStore {
  readonly databases: Databases;
  /** Where data live: `in memory`, or a folder, or a database server without its password. */
  readonly where: string;
  /** What is lost when. */
  readonly durability: string;
}

/** What an address of PostgreSQL does not say. */
export interface PostgresSettings {
  /** Of a replica that readers are given. */
  readonly replicaUrl?: string | undefined;
  /** Which schema holds all databases. Default: `evidentsource`. */
  readonly schema?: string | undefined;
  /** The most connections to each server. Default: 10. */
  readonly connections?: number | undefined;
}

/** What people call each of the settings. */
const SETTINGS: Readonly<Record<keyof PostgresSettings, string>> = {
  replicaUrl: "a replica",
  schema: "a schema",
  connections: "a number of connections",
};

export const DEFAULT_STORE = "sqlite:.evidentsource";

/**
 * Opens the store of an address: `memory:`, `sqlite:<folder>` or `postgres://…`.
 * @throws StoreAddressError for another address, or settings that it has no use for; DatabaseError
 * `unavailable` when it cannot be opened, `invalid-argument` for settings that are wrong.
 */
export async function openStore(
  address: string,
  origin: string,
  postgres: PostgresSettings = {},
): Promise<OpenedStore> {
  if (!isPostgres(address)) refuseSettings(address, postgres);
  if (address === "memory:") {
    return {
      databases: new InMemoryDatabases({ origin }),
      where: "in memory",
      durability: "everything is lost when this process ends",
    };
  }
  if (address.startsWith("sqlite:")) {
    const path = address.slice("sqlite:".length);
    if (path === "")
      throw new StoreAddressError("sqlite: names no folder; say for example sqlite:.evidentsource");
    const folder = isAbsolute(path) ? path : resolve(path);
    const { SqliteDatabases } = await import("../store/sqlite/index.js");
    return {
      databases: new SqliteDatabases({ folder, origin }),
      where: folder,
      durability: "what is acknowledged is on disk",
    };
  }
  if (isPostgres(address)) {
    const { PostgresDatabases } = await import("../store/postgres/index.js");
    const databases = await PostgresDatabases.open({
      url: address,
      origin,
      ...postgres,
    });
    return {
      databases,
      where: databases.where,
      durability: "what is acknowledged is on the disk of PostgreSQL",
    };
  }
  throw new StoreAddressError(
    `${address.includes(":") ? `${address.split(":", 1)[0] ?? ""}:` : `"${address}"`} is no store; the stores are sqlite:<folder>, postgres://… and memory:`,
  );
}

const isPostgres = (address: string): boolean => /^postgres(ql)?:/.test(address);

/** What is given and not heeded would be believed to hold. */
function refuseSettings(address: string, settings: PostgresSettings): void {
  const given = (Object.keys(SETTINGS) as (keyof PostgresSettings)[]).find(
    (name) => settings[name] !== undefined,
  );
  if (given !== undefined)
    throw new StoreAddressError(
      `${SETTINGS[given]} is for PostgreSQL; the store ${address} has none: leave it out, or name a store that begins with postgres://`,
    );
}
