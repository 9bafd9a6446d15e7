import { appendLaws } from "./laws/appends.js";
import { databaseLaws } from "./laws/databases.js";
import { firstLaws } from "./laws/firsts.js";
import { headLaws } from "./laws/heads.js";
import { historyLaws } from "./laws/history.js";
import { isolationLaws } from "./laws/isolation.js";
import { readLaws } from "./laws/reads.js";
import { snapshotLaws } from "./laws/snapshots.js";
import { withStoreOf, type StoreFactory } from "./underTest.js";

/**
 * What every store of databases must pass, over random histories; `LAW_CASES` says how many.
 *
 * @example
 * storeContract("the store in memory", () => ({ databases: new InMemoryDatabases() }));
 */
export function storeContract(name: string, factory: StoreFactory): void {
  const withStore = withStoreOf(factory);
  describe(name, () => {
    describe("appending", () => {
      appendLaws(withStore);
    });
    describe("reading", () => {
      readLaws(withStore);
    });
    describe("one event", () => {
      firstLaws(withStore);
    });
    describe("its history", () => {
      historyLaws(withStore);
    });
    describe("its heads", () => {
      headLaws(withStore);
    });
    describe("what is stored", () => {
      isolationLaws(withStore);
    });
    describe("its databases", () => {
      databaseLaws(factory);
    });
    describe("its snapshots", () => {
      snapshotLaws(factory);
    });
  });
}
