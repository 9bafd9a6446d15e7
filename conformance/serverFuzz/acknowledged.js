import { strict as assert } from "node:assert";
import { isDeepStrictEqual } from "node:util";

/**
 * What servers acknowledged, and what may be there without: the model that the log is compared with.
 * Events are in the form of the protocol; a transaction without them is one that a command led to.
 */
export class Acknowledged {
  /** Database → revision → { id, basis, candidates }. */
  #transactions = new Map();
  /** Database → transaction id → revision. */
  #ids = new Map();
  /** Sent, but not answered: what, by transaction id or else by the id of the first event. */
  #uncertain = new Map();

  /** A transaction was answered; the same id must always have the same revision. */
  add(database, { id, basis, revision, events }) {
    const ids = entry(this.#ids, database);
    const transactions = entry(this.#transactions, database);
    const known = ids.get(id);
    if (known !== undefined) assert.equal(revision, known, `${id} in ${database} twice`);
    ids.set(id, revision);
    const there = transactions.get(revision);
    if (there === undefined) transactions.set(revision, { id, basis, candidates: [events] });
    else {
      assert.equal(there.id, id, `two transactions have revision ${revision} of ${database}`);
      // Whoever came first under this id decided what it is.
      there.candidates.push(events);
    }
  }

  /** Nobody was told what became of it. */
  addUncertain(id, events) {
    this.#uncertain.set(id, [...(this.#uncertain.get(id) ?? []), events]);
  }

  get count() {
    return [...this.#transactions.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** Compares a whole log, in order, with what was acknowledged. */
  check(database, log) {
    const expected = entry(this.#transactions, database);
    const found = new Set();
    let head = 0n;
    for (const { id, basis, events } of log) {
      assert.equal(basis, head, `${id} in ${database} does not follow revision ${head}`);
      head += BigInt(events.length);
      found.add(head);
      const known = expected.get(head);
      if (known === undefined) {
        const isSent = this.#uncertain.has(id) || this.#uncertain.has(events[0].id);
        assert.ok(isSent, `${id} in ${database} was never acknowledged: ${show(events)}`);
        continue;
      }
      assert.deepEqual([known.id, known.basis], [id, basis]);
      const candidates = [...known.candidates, ...(this.#uncertain.get(id) ?? [])];
      assert.ok(
        candidates.some((sent) => sent === undefined || same(sent, events)),
        `${id} in ${database} is not what was sent: ${show(events)}, sent ${show(known.candidates)}`,
      );
    }
    for (const [revision, { id }] of expected)
      assert.ok(found.has(revision), `${id} in ${database} was acknowledged at ${revision}`);
  }
}

function entry(map, key) {
  const found = map.get(key) ?? new Map();
  map.set(key, found);
  return found;
}

const show = (value) =>
  JSON.stringify(value, (_key, part) => (typeof part === "bigint" ? String(part) : part));

const same = (sent, events) =>
  sent.length === events.length && sent.every((event, index) => sameEvent(event, events[index]));

/** The server adds attributes, and writes the whole source. */
function sameEvent(sent, kept) {
  const stream = kept.source.slice(kept.source.indexOf("/streams/") + "/streams/".length);
  return (
    sent.id === kept.id &&
    sent.type === kept.type &&
    sent.source === stream &&
    sameData(sent.data, kept.data) &&
    Object.entries(sent.attributes)
      .filter(([, { attr }]) => attr.case !== undefined)
      .every(([name, { attr }]) =>
        isDeepStrictEqual(plain(attr), plain(kept.attributes[name]?.attr)),
      )
  );
}

const plain = (attr) =>
  attr?.case === "ceTimestamp"
    ? [attr.value.seconds, attr.value.nanos]
    : [attr?.case, bytesOf(attr?.value)];

function sameData(sent, kept) {
  if (sent.case === "json")
    return kept.case === "textData" && isDeepStrictEqual(JSON.parse(kept.value), sent.value);
  return sent.case === kept.case && isDeepStrictEqual(bytesOf(sent.value), bytesOf(kept.value));
}

const bytesOf = (value) => (value instanceof Uint8Array ? [...value] : value);
