import {
  componentHash,
  type Definition,
  type DefinitionStore,
  type NewDefinition,
} from "../../database/index.js";
import { instantKey } from "../sql/instantKey.js";
import { bytes, integer } from "../sql/row.js";
import { definitionOf } from "../sql/storedRows.js";
import { beginLocked } from "./locks.js";
import type { Server } from "./server.js";
import { loaded, stored } from "../sql/storedText.js";

/** Definitions beside the events of their database. */
export class PostgresDefinitions implements DefinitionStore {
  readonly #database: number;
  readonly #server: Server;
  readonly #space: number;
  readonly #alive: () => void;

  constructor(database: number, server: Server, space: number, alive: () => void) {
    this.#database = database;
    this.#server = server;
    this.#space = space;
    this.#alive = alive;
  }

  async publish({ component, ...definition }: NewDefinition): Promise<Definition> {
    this.#alive();
    const hash = await componentHash(component);
    const { world, name, metadata, model, publishedAt } = definition;
    try {
      const row = await this.#server.session(async (session) => {
        // Two publishers at once get two versions.
        await session.run(beginLocked(this.#space, this.#database));
        await session.rows(
          "insert into component (database, hash, bytes) values ($1, $2, $3) on conflict do nothing",
          this.#database,
          hash,
          component,
        );
        const [published] = await session.rows(
          `insert into definition (database, world, name, version, hash, metadata, model, published)
           select $1::integer, $2::text, $3::text, coalesce(max(version), 0) + 1, $4, $5, $6, $7::bytea
           from definition where database = $1 and world = $2 and name = $3
           returning version`,
          this.#database,
          world,
          name,
          hash,
          stored(metadata),
          model === undefined ? null : stored(model),
          instantKey(publishedAt),
        );
        await session.run("commit");
        return published;
      });
      return { ...definition, version: BigInt(integer(row, "version")), componentHash: hash };
    } catch (error) {
      throw this.#server.fault(error);
    }
  }

  async list(): Promise<readonly Definition[]> {
    this.#alive();
    const rows = await this.#server.rows(
      "select world, name, version, hash, metadata, model, published from definition where database = $1 order by world, name, version",
      this.#database,
    );
    return rows.map((row) => definitionOf(row, loaded));
  }

  async component(hash: string): Promise<Uint8Array | undefined> {
    this.#alive();
    const [row] = await this.#server.rows(
      "select bytes from component where database = $1 and hash = $2",
      this.#database,
      hash,
    );
    return row && bytes(row, "bytes");
  }
}
