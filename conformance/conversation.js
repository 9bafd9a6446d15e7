/** How the functions of the database are called in JavaScript, by their names in the WIT. */
const METHODS = {
  "at-revision": "atRevision",
  "at-effective-timestamp": "atEffectiveTimestamp",
  "speculate-with-transaction": "speculateWithTransaction",
  "query-events": "queryEvents",
  "view-state": "viewState",
  name: "name",
  "created-at": "createdAt",
  revision: "revision",
  "revision-timestamp": "revisionTimestamp",
  "effective-timestamp": "effectiveTimestamp",
  basis: "basis",
  "speculated-event-count": "speculatedEventCount",
};

/** Functions with `result<…, string>`, whose answer is `{ tag, val }`. */
const MAY_REFUSE = ["at-revision", "query-events", "view-state"];

/** Whose answer is a handle. */
const OPENS = {
  "at-revision": (receiver) => receiver,
  "at-effective-timestamp": (receiver) => receiver,
  "speculate-with-transaction": () => "SpeculativeDatabase",
  basis: () => "Database",
};

/**
 * The host's side of one decision: answers the calls of the component, and keeps a list of them and
 * of the handles that it dropped. The decision's own database is handle 0.
 */
export class Conversation {
  calls = [];
  dropped = [];
  #answer;

  /** @param answer - gives what `{ function, handle, args }` is answered; `{ handle }` opens a handle. */
  constructor(answer) {
    this.#answer = answer;
  }

  database() {
    return new RESOURCES.Database(this, 0);
  }

  call(receiver, kind, name, args) {
    const asked = { function: name, handle: receiver.handle, args };
    const answer = this.#answer(asked);
    this.calls.push({ ...asked, answer });
    const opened = OPENS[name]?.(kind);
    const toHost = (value) =>
      opened === undefined ? value : new RESOURCES[opened](this, value.handle);
    if (!MAY_REFUSE.includes(name)) return toHost(answer);
    if (answer.tag === "ok") return toHost(answer.val);
    // Where jco looks for the error of a result.
    throw Object.assign(new Error(answer.val), { payload: answer.val });
  }
}

function resource(kind) {
  const type = class {
    constructor(conversation, handle) {
      this.conversation = conversation;
      this.handle = handle;
    }

    [Symbol.dispose ?? Symbol.for("dispose")]() {
      this.conversation.dropped.push(this.handle);
    }
  };
  for (const [name, method] of Object.entries(METHODS)) {
    type.prototype[method] = function (...args) {
      return this.conversation.call(this, kind, name, args);
    };
  }
  return type;
}

/** What jco's components import of the database. */
export const RESOURCES = {
  Database: resource("Database"),
  SpeculativeDatabase: resource("SpeculativeDatabase"),
};
