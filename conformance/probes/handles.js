import { dispose } from "./script.js";

let kept;

/** Handles of the database: kept, disposed, and many of them. */
export const HANDLES = {
  keep(db) {
    kept = { borrowed: db, owned: db.atRevision(1n) };
    return kept.owned.name();
  },
  "use kept": () => ({
    borrowed: attempt(() => kept.borrowed.name()),
    owned: attempt(() => kept.owned.name()),
  }),
  "dispose kept"() {
    dispose(kept.owned);
    kept = undefined;
    return "disposed";
  },
  "dispose twice"(db) {
    const owned = db.atRevision(1n);
    dispose(owned);
    return { again: attempt(() => dispose(owned)), used: attempt(() => owned.name()) };
  },
  many(db) {
    let names = 0;
    for (let count = 0; count < 5_000; count++) {
      const owned = db.atRevision(BigInt(count));
      if (owned.revision() === BigInt(count)) names++;
      dispose(owned);
    }
    return names;
  },
  "many at once"(db) {
    const owned = Array.from({ length: 5_000 }, (_, count) => db.atRevision(BigInt(count)));
    const right = owned.filter((handle, count) => handle.revision() === BigInt(count)).length;
    owned.forEach(dispose);
    return right;
  },
  "method of another"(db) {
    const other = db.atRevision(7n);
    const revision = db.revision.call(other);
    const thrown = [{}, undefined, 5].map((target) => attempt(() => db.revision.call(target)));
    dispose(other);
    return { revision, thrown };
  },
};

function attempt(use) {
  try {
    return { value: use() };
  } catch (error) {
    return { thrown: String(error.message).length > 0 };
  }
}
