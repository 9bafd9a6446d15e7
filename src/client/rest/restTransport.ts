import type { DatabaseQuery, Event, Timestamp } from "../../domain/index.js";
import { storedEventFromJson } from "../../protocol/json/eventFromJson.js";
import { writeJson } from "../../protocol/json/writeJson.js";
import { ClientError } from "../clientError.js";
import type { DatabaseState } from "../databaseState.js";
import type { DefinitionName } from "../definitionName.js";
import type { Transaction, TransactionSummary } from "../transaction.js";
import type {
  ExecuteAnswer,
  ExecuteCall,
  TransactCall,
  Transport,
  ViewCall,
} from "../transport.js";
import type { ViewState } from "../viewState.js";
import {
  answerMembers,
  databaseFromJson,
  elementsOf,
  nameFrom,
  placeFrom,
  summaryFromJson,
  transactionFromJson,
} from "./fromJson.js";
import type { Http, HttpRequest } from "./http.js";
import { pagedLog } from "./pagedLog.js";
import { pagedQuery } from "./pagedQuery.js";
import { serverSentEvents } from "./serverSentEvents.js";
import { keptWordsToJson, transactionToJson } from "./toJson.js";
import { askView } from "./viewRequest.js";

const JSON_BODY: readonly (readonly [string, string])[] = [["content-type", "application/json"]];

/** The platform over REST, by nothing but `fetch`. */
export class RestTransport implements Transport {
  readonly address: string;
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
    this.address = http.address;
  }

  async createDatabase(name: string, signal: AbortSignal): Promise<DatabaseState> {
    const body = writeJson({ database_name: name });
    return this.#database(["db"], { method: "POST", headers: JSON_BODY, body }, signal);
  }

  async deleteDatabase(name: string, signal: AbortSignal): Promise<DatabaseState> {
    return this.#database(["db", name], { method: "DELETE" }, signal);
  }

  async *databaseNames(signal: AbortSignal): AsyncGenerator<string, void, undefined> {
    for (const text of elementsOf(await this.#text(["db"], {}, signal), "databases"))
      yield JSON.parse(text) as string;
  }

  async latest(database: string, signal: AbortSignal): Promise<DatabaseState> {
    return this.#database(["db", database], {}, signal);
  }

  /** The interface does not wait, so updates are. */
  async await(database: string, revision: bigint, signal: AbortSignal): Promise<DatabaseState> {
    if ((await this.latest(database, signal)).revision < revision) {
      let isThere = false;
      for await (const state of this.updates(database, signal))
        if ((isThere = state.revision >= revision)) break;
      if (!isThere) throw new ClientError("unavailable", `${this.address} ended its updates`);
    }
    return this.#database(["db", database], { query: { revision } }, signal);
  }

  async atTimestamp(
    database: string,
    instant: Timestamp,
    signal: AbortSignal,
  ): Promise<DatabaseState> {
    return this.#database(["db", database], { query: { at: instant.toString() } }, signal);
  }

  async transact(
    database: string,
    call: TransactCall,
    signal: AbortSignal,
  ): Promise<TransactionSummary> {
    const body = transactionToJson(call);
    const path = ["db", database, "transactions"];
    const json = await this.#text(path, { method: "POST", headers: JSON_BODY, body }, signal);
    const summary = summaryFromJson(json);
    if (summary === undefined) throw new ClientError("internal", "the transaction has no id");
    return summary;
  }

  async transaction(database: string, id: string, signal: AbortSignal): Promise<Transaction> {
    return transactionFromJson(await this.#text(["db", database, "transactions", id], {}, signal));
  }

  async execute(database: string, call: ExecuteCall, signal: AbortSignal): Promise<ExecuteAnswer> {
    const { stateChange, version, command, headers, lastSeenRevision, transactionId } = call;
    const path = ["db", database, "state-changes", stateChange, "versions", String(version)];
    const request: HttpRequest = {
      method: "POST",
      query: {
        transaction_id: transactionId,
        last_seen_revision: lastSeenRevision,
        ...keptWordsToJson(call),
      },
      headers: [...headers, ["content-type", command.contentType]],
      body: command.body,
    };
    const json = await this.#text(path, request, signal);
    const summary = summaryFromJson(json);
    if (summary !== undefined) return { kind: "committed", summary };
    const { revision, recordedAt } = placeFrom(answerMembers(json));
    return { kind: "nothing", revision, at: recordedAt };
  }

  async view(database: string, call: ViewCall, signal: AbortSignal): Promise<ViewState> {
    return askView(this.#http, database, call, signal);
  }

  async *query(
    database: string,
    revision: bigint,
    query: DatabaseQuery,
    signal: AbortSignal,
  ): AsyncGenerator<Event, void, undefined> {
    yield* pagedQuery(revision, query, async (at, members) => {
      const body = writeJson({ ...members, revision: at });
      const request: HttpRequest = { method: "POST", headers: JSON_BODY, body };
      const json = await this.#text(["db", database, "query"], request, signal);
      return elementsOf(json, "events").map((text) => storedEventFromJson(text, "the event"));
    });
  }

  log(database: string, from: bigint, signal: AbortSignal): AsyncIterable<Transaction> {
    return pagedLog(from, 100, async (at, limit) => {
      const json = await this.#log(database, { from: at, limit, detail: "true" }, signal);
      return elementsOf(json, "transactions").map(transactionFromJson);
    });
  }

  summaries(
    database: string,
    from: bigint,
    signal: AbortSignal,
  ): AsyncIterable<TransactionSummary> {
    return pagedLog(from, 1_000, async (at, limit) => {
      const json = await this.#log(database, { from: at, limit }, signal);
      return elementsOf(json, "transactions")
        .map(summaryFromJson)
        .filter((summary) => summary !== undefined);
    });
  }

  async *updates(
    database: string,
    signal: AbortSignal,
  ): AsyncGenerator<DatabaseState, void, undefined> {
    const headers = [["accept", "text/event-stream"] as const];
    // Where the reader leaves, an answer that has not begun yet is not waited for.
    const response = await this.#http.ask(["db", database, "updates"], { headers }, signal);
    for await (const data of serverSentEvents(response, this.address, signal))
      yield databaseFromJson(data);
  }

  stateViews(
    database: string,
    signal: AbortSignal,
  ): AsyncGenerator<DefinitionName, void, undefined> {
    return this.#definitions(database, "state-views", signal);
  }

  stateChanges(
    database: string,
    signal: AbortSignal,
  ): AsyncGenerator<DefinitionName, void, undefined> {
    return this.#definitions(database, "state-changes", signal);
  }

  close(): void {
    // Requests end by their signals, and connections are the runtime's.
  }

  async *#definitions(
    database: string,
    folder: string,
    signal: AbortSignal,
  ): AsyncGenerator<DefinitionName, void, undefined> {
    const json = await this.#text(["db", database, folder], {}, signal);
    for (const text of elementsOf(json, "definitions")) yield nameFrom(text);
  }

  #log(
    database: string,
    query: HttpRequest["query"] & object,
    signal: AbortSignal,
  ): Promise<string> {
    return this.#text(["db", database, "log"], { query }, signal);
  }

  async #text(path: readonly string[], request: HttpRequest, signal: AbortSignal): Promise<string> {
    return this.#http.text(await this.#http.ask(path, request, signal), signal);
  }

  async #database(
    path: readonly string[],
    request: HttpRequest,
    signal: AbortSignal,
  ): Promise<DatabaseState> {
    return databaseFromJson(await this.#text(path, request, signal));
  }
}
