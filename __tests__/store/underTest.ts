import type { Databases, EventReader, EventStore } from "../../src/database/index.js";
import { Timestamp } from "../../src/domain/index.js";

/** What the contract asks of a store of databases. */
export interface StoreUnderTest {
  readonly databases: Databases;
  /** A synchronous reader, however it is come by; default: the store's own. */
  readonly openReader?: (store: EventStore, upTo: bigint) => EventReader;
}

/** Makes a store without databases. */
export type StoreFactory = () => Promise<StoreUnderTest> | StoreUnderTest;

/** When the databases of the contract were created. */
export const CREATED_AT = new Timestamp(-1n);

/** Hands a law an empty database, and closes it again. */
export type WithStore = <T>(run: (tested: TestedStore) => Promise<T>) => Promise<T>;

export interface TestedStore {
  readonly store: EventStore;
  readonly reader: (upTo: bigint) => EventReader;
}

export function withStoreOf(factory: StoreFactory): WithStore {
  return async (run) => {
    const { databases, openReader = ownReader } = await factory();
    try {
      await databases.create("bank", CREATED_AT);
      const { events: store } = await databases.open("bank");
      return await run({ store, reader: (upTo) => openReader(store, upTo) });
    } finally {
      await databases.close();
    }
  };
}

function ownReader(store: EventStore, upTo: bigint): EventReader {
  if (store.reader === undefined) throw new Error("the store has no reader; give openReader");
  return store.reader(upTo);
}

/** All that a sequence gives. */
export async function allOf<T>(values: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}
