import { randomUUID } from "node:crypto";
import { GrpcClient } from "../server/grpcClient.js";
import { selectorOf, STREAM, subjectOf, tagsOf } from "./selectors.js";

const FAILED_PRECONDITION = 9;
const REVERSE = 1;

/** A server, over a connection of its own, as an event store of dcb.events: `read` and `append`. */
export class DcbStore {
  #client;
  #database;
  #vocabulary;

  constructor(port, database, vocabulary) {
    this.#client = new GrpcClient(port);
    this.#database = database;
    this.#vocabulary = vocabulary;
  }

  async create() {
    await this.#client.call("createDatabase", { databaseName: this.#database });
  }

  /**
   * Appends all events, unless something after a position matches the query of the condition.
   * @returns {Promise<number | undefined>} the position of the last one; `undefined` if it is refused
   */
  async append(events, { failIfEventsMatch, after = 0 }) {
    const condition = {
      case: "max",
      value: {
        selector: selectorOf(failIfEventsMatch, this.#vocabulary),
        revision: BigInt(after),
      },
    };
    try {
      const { result } = await this.#client.call("transact", {
        databaseName: this.#database,
        events: events.map(eventOf),
        conditions: [{ condition }],
      });
      return Number(result.transactionSummary.revision);
    } catch (error) {
      if (error.code !== FAILED_PRECONDITION) throw error;
      return undefined;
    }
  }

  /** The position of the last event that matches; 0 if there is none. */
  async last(query) {
    const [position = 0] = await this.positions(query, { backwards: true, limit: 1 });
    return position;
  }

  /** The positions of the events that match. */
  async positions(query, options = {}) {
    const replies = await this.#query(query, options, false);
    return replies.map(({ event }) => Number(event.value));
  }

  /** The events that match, with their positions. */
  async read(query, options = {}) {
    const revision = await this.head();
    const positions = await this.positions(query, { ...options, revision });
    const replies = await this.#query(query, { ...options, revision }, true);
    return replies.map(({ event }, index) => ({
      ...dcbEventOf(event.value),
      position: positions[index],
    }));
  }

  /** All events, in the order of the log. */
  async log() {
    const events = [];
    const scan = { databaseName: this.#database, includeEventDetail: true };
    for await (const { transaction } of this.#client.stream("scanDatabaseLog", scan)) {
      const { basis, events: committed } = transaction.value;
      if (Number(basis) !== events.length)
        throw new Error(`a transaction on ${basis} follows position ${events.length}`);
      for (const event of committed)
        events.push({ ...dcbEventOf(event), position: events.length + 1 });
    }
    return events;
  }

  async head() {
    const request = { databaseName: this.#database };
    const { database } = await this.#client.call("fetchLatestDatabase", request);
    return database.revision;
  }

  close() {
    this.#client.close();
  }

  async #query(query, { from, backwards = false, limit, revision }, includeEventDetail) {
    const range =
      from === undefined
        ? undefined
        : { range: { case: "revision", value: { startAt: BigInt(from) } } };
    const replies = [];
    for await (const reply of this.#client.stream("queryEvents", {
      databaseName: this.#database,
      revision: revision ?? (await this.head()),
      includeEventDetail,
      query: {
        selector: selectorOf(query, this.#vocabulary),
        direction: backwards ? REVERSE : 0,
        ...(range && { range }),
        ...(limit !== undefined && { limit }),
      },
    }))
      replies.push(reply);
    return replies;
  }
}

function eventOf({ type, tags, data }) {
  const subject = subjectOf(tags);
  return {
    specVersion: "1.0",
    id: randomUUID(),
    source: STREAM,
    type,
    attributes:
      subject === undefined ? {} : { subject: { attr: { case: "ceString", value: subject } } },
    data: { case: "textData", value: data },
  };
}

const dcbEventOf = ({ type, attributes, data }) => ({
  type,
  tags: tagsOf(attributes.subject?.attr.value),
  data: data.value ?? "",
});
