import {
  componentHash,
  type Definition,
  type DefinitionStore,
  type NewDefinition,
} from "../../database/index.js";
import { instantKey } from "../sql/instantKey.js";
import { bytes, integer } from "../sql/row.js";
import { definitionOf } from "../sql/storedRows.js";
import type { Connection } from "./connection.js";

/** Definitions beside the events of their database. */
export class SqliteDefinitions implements DefinitionStore {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async publish({ component, ...definition }: NewDefinition): Promise<Definition> {
    const hash = await componentHash(component);
    const { world, name, metadata, model, publishedAt } = definition;
    const version = this.#connection.transaction(() => {
      this.#connection.run(
        "insert or ignore into component (hash, bytes) values (?, ?)",
        hash,
        component,
      );
      const row = this.#connection.get(
        `insert into definition (world, name, version, hash, metadata, model, published)
         select ?1, ?2, coalesce(max(version), 0) + 1, ?3, ?4, ?5, ?6 from definition where world = ?1 and name = ?2
         returning version`,
        world,
        name,
        hash,
        metadata,
        model ?? null,
        instantKey(publishedAt),
      );
      return BigInt(integer(row, "version"));
    });
    return { ...definition, version, componentHash: hash };
  }

  async list(): Promise<readonly Definition[]> {
    const rows = this.#connection.all(
      "select world, name, version, hash, metadata, model, published from definition order by world, name, version",
    );
    return Promise.resolve(rows.map((row) => definitionOf(row, asKept)));
  }

  async component(hash: string): Promise<Uint8Array | undefined> {
    const row = this.#connection.get("select bytes from component where hash = ?", hash);
    return Promise.resolve(row && bytes(row, "bytes"));
  }
}

/** SQLite keeps every text as it is. */
const asKept = (text: string): string => text;
