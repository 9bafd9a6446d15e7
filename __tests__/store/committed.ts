import { DatabaseError, type EventStore, type Transaction } from "../../src/database/index.js";
import type { ProspectiveEvent } from "../../src/domain/index.js";
import { membersOf } from "../support/storedEvent.js";
import { newTransaction, type Attempt } from "./attempts.js";
import type { ModelTransaction } from "./storeModel.js";
import { StoreModel } from "./storeModel.js";

/** Tries the attempts one after the other, on the store and on the model. */
export async function committed(
  store: EventStore,
  attempts: readonly Attempt[],
  model = new StoreModel(),
): Promise<StoreModel> {
  for (const attempt of attempts) {
    model.append(attempt);
    await outcomeOf(store, attempt);
  }
  return model;
}

/** The transaction, or the code of the refusal. */
export async function outcomeOf(
  store: EventStore,
  attempt: Attempt,
): Promise<Transaction | DatabaseError> {
  try {
    return await store.append(newTransaction(attempt));
  } catch (error) {
    if (error instanceof DatabaseError) return error;
    throw error;
  }
}

/** All that can be read of a transaction, in a form in which each part is compared. */
export function read(transaction: Transaction): unknown {
  const { events, principalAttributes, ...parts } = transaction;
  return {
    ...parts,
    principalAttributes: principalAttributes && [...principalAttributes],
    events: events.map((event) => ({
      ...event,
      ...membersOf(event),
      extensions: [...event.extensions],
    })),
  };
}

/** What {@link read} must give. */
export function expectedRead(
  { events, principalAttributes, ...parts }: ModelTransaction,
  { name, origin } = { name: "bank", origin: "http://localhost" },
): unknown {
  return {
    ...parts,
    database: name,
    principalAttributes: principalAttributes && [...principalAttributes],
    events: events.map((event) => ({
      ...ABSENT,
      ...event,
      source: `${origin}/db/${name}/streams/${event.stream}`,
      specversion: "1.0",
      extensions: [
        ...(event.extensions ?? []),
        ["sequence", { kind: "string", value: String(event.revision) }],
        ["recordedtime", { kind: "timestamp", value: parts.recordedAt }],
      ],
    })),
  };
}

const ABSENT: Partial<ProspectiveEvent> = {
  subject: undefined,
  time: undefined,
  dataContentType: undefined,
  dataSchema: undefined,
  data: undefined,
};
