import type { DatabaseQuery, Event, Timestamp } from "../../domain/index.js";
import {
  attributeToProto,
  conditionToProto,
  eventFromProto,
  eventToProto,
  queryToProto,
  timestampToProto,
} from "../../protocol/index.js";
import { EvidentSource } from "../../protocol/gen/service_pb.js";
import type { DatabaseState } from "../databaseState.js";
import type { DefinitionName } from "../definitionName.js";
import type { KeptWords } from "../keptWords.js";
import type { Transaction, TransactionSummary } from "../transaction.js";
import type {
  ExecuteAnswer,
  ExecuteCall,
  TransactCall,
  Transport,
  ViewCall,
} from "../transport.js";
import type { ViewState } from "../viewState.js";
import type { Channel } from "./channel.js";
import {
  answerFromProto,
  databaseFromProto,
  required,
  summaryFromProto,
  transactionFromProto,
  viewFromProto,
} from "./fromProto.js";

const RPC = EvidentSource.method;

/** What is not said is left out, so that it counts as absent. */
const keptWordsToProto = (words: KeptWords): Partial<Record<keyof KeptWords, string>> => ({
  ...(words.commitMessage !== undefined && { commitMessage: words.commitMessage }),
  ...(words.correlationId !== undefined && { correlationId: words.correlationId }),
  ...(words.causationId !== undefined && { causationId: words.causationId }),
});

/** The platform over gRPC. */
export class GrpcTransport implements Transport {
  readonly address: string;
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
    this.address = channel.address;
  }

  async createDatabase(databaseName: string, signal: AbortSignal): Promise<DatabaseState> {
    const reply = await this.#channel.unary(RPC.createDatabase, { databaseName }, signal);
    return databaseFromProto(reply.database);
  }

  async deleteDatabase(databaseName: string, signal: AbortSignal): Promise<DatabaseState> {
    const reply = await this.#channel.unary(RPC.deleteDatabase, { databaseName }, signal);
    return databaseFromProto(reply.database);
  }

  async *databaseNames(signal: AbortSignal): AsyncGenerator<string, void, undefined> {
    for await (const { databaseName } of this.#channel.stream(RPC.fetchCatalog, {}, signal))
      yield databaseName;
  }

  async latest(databaseName: string, signal: AbortSignal): Promise<DatabaseState> {
    const reply = await this.#channel.unary(RPC.fetchLatestDatabase, { databaseName }, signal);
    return databaseFromProto(reply.database);
  }

  async await(
    databaseName: string,
    atRevision: bigint,
    signal: AbortSignal,
  ): Promise<DatabaseState> {
    const request = { databaseName, atRevision };
    const reply = await this.#channel.unary(RPC.awaitDatabase, request, signal);
    return databaseFromProto(reply.database);
  }

  async atTimestamp(
    databaseName: string,
    instant: Timestamp,
    signal: AbortSignal,
  ): Promise<DatabaseState> {
    const request = { databaseName, atTimestamp: timestampToProto(instant) };
    const reply = await this.#channel.unary(RPC.databaseEffectiveAtTimestamp, request, signal);
    return databaseFromProto(reply.database);
  }

  async transact(
    databaseName: string,
    call: TransactCall,
    signal: AbortSignal,
  ): Promise<TransactionSummary> {
    const { id, events, conditions, lastReadRevision } = call;
    const request = {
      databaseName,
      events: events.map((event) => eventToProto(event, event.stream)),
      conditions: conditions.map(conditionToProto),
      transactionId: id,
      ...(lastReadRevision !== undefined && { lastReadRevision }),
      ...keptWordsToProto(call),
    };
    const { result } = await this.#channel.unary(RPC.transact, request, signal);
    return summaryFromProto(required(result?.transactionSummary, "transaction summary"));
  }

  async transaction(
    databaseName: string,
    transactionId: string,
    signal: AbortSignal,
  ): Promise<Transaction> {
    const request = { databaseName, transactionId };
    const { transaction } = await this.#channel.unary(RPC.fetchTransactionById, request, signal);
    return transactionFromProto(required(transaction, "transaction"));
  }

  async execute(
    databaseName: string,
    call: ExecuteCall,
    signal: AbortSignal,
  ): Promise<ExecuteAnswer> {
    const { stateChange, version, command, headers, lastSeenRevision, transactionId } = call;
    const { body, contentType, contentSchema } = command;
    const request = {
      databaseName,
      stateChangeName: stateChange,
      version,
      ...(lastSeenRevision !== undefined && { lastSeenRevision }),
      request: {
        headers: [...headers].map(([key, value]) => ({ key, value })),
        contentType,
        ...(body !== undefined && { body }),
        ...(contentSchema !== undefined && { contentSchema }),
      },
      transactionId,
      ...keptWordsToProto(call),
    };
    const { result } = await this.#channel.unary(RPC.executeStateChange, request, signal);
    return answerFromProto(result);
  }

  async view(databaseName: string, call: ViewCall, signal: AbortSignal): Promise<ViewState> {
    const { name, version, revision, parameters, effectiveTimestamp } = call;
    const bindings = Object.fromEntries(
      parameters.map(([key, value]) => [key, attributeToProto(value)]),
    );
    const request = {
      stateViewIdentity: { databaseName, stateViewName: name, stateViewVersion: version },
      databaseRevision: revision,
      parameters: { bindings },
      ...(effectiveTimestamp && { effectiveTimeEndAt: timestampToProto(effectiveTimestamp) }),
    };
    const reply = await this.#channel.unary(RPC.fetchStateViewAtRevision, request, signal);
    return viewFromProto(reply.stateView, revision);
  }

  async *query(
    databaseName: string,
    revision: bigint,
    query: DatabaseQuery,
    signal: AbortSignal,
  ): AsyncGenerator<Event, void, undefined> {
    const request = {
      databaseName,
      revision,
      includeEventDetail: true,
      query: queryToProto(query),
    };
    for await (const { event } of this.#channel.stream(RPC.queryEvents, request, signal))
      if (event.case === "detail") yield eventFromProto(event.value);
  }

  async *log(
    databaseName: string,
    startAtRevision: bigint,
    signal: AbortSignal,
  ): AsyncGenerator<Transaction, void, undefined> {
    const request = { databaseName, startAtRevision, includeEventDetail: true };
    for await (const { transaction } of this.#channel.stream(RPC.scanDatabaseLog, request, signal))
      if (transaction.case === "detail") yield transactionFromProto(transaction.value);
  }

  async *summaries(
    databaseName: string,
    startAtRevision: bigint,
    signal: AbortSignal,
  ): AsyncGenerator<TransactionSummary, void, undefined> {
    const request = { databaseName, startAtRevision, includeEventDetail: false };
    for await (const { transaction } of this.#channel.stream(RPC.scanDatabaseLog, request, signal))
      if (transaction.case === "summary") yield summaryFromProto(transaction.value);
  }

  async *updates(
    databaseName: string,
    signal: AbortSignal,
  ): AsyncGenerator<DatabaseState, void, undefined> {
    const request = { databaseName };
    for await (const { database } of this.#channel.stream(
      RPC.subscribeDatabaseUpdates,
      request,
      signal,
    ))
      yield databaseFromProto(database);
  }

  async *stateViews(
    databaseName: string,
    signal: AbortSignal,
  ): AsyncGenerator<DefinitionName, void, undefined> {
    const replies = this.#channel.stream(RPC.listStateViewDefinitions, { databaseName }, signal);
    for await (const { stateViewName, stateViewVersion } of replies)
      yield { name: stateViewName, version: stateViewVersion };
  }

  async *stateChanges(
    databaseName: string,
    signal: AbortSignal,
  ): AsyncGenerator<DefinitionName, void, undefined> {
    const replies = this.#channel.stream(RPC.listStateChanges, { databaseName }, signal);
    for await (const { name, version } of replies) yield { name, version };
  }

  close(): void {
    this.#channel.close();
  }
}
