import {
  describe,
  isWellFormed,
  messageOf,
  prospectiveEventProblem,
  type AppendCondition,
} from "../domain/index.js";
import { DatabaseError } from "./databaseError.js";
import type { NewTransaction } from "./ports/index.js";

/**
 * Checks all that can be said of a transaction without its database. Every store asks it, after it
 * has looked whether the transaction is known.
 * @throws DatabaseError that says which event or condition is in the way.
 */
export function checkTransaction(transaction: NewTransaction): void {
  const { events, conditions } = transaction;
  if (events.length === 0)
    throw new DatabaseError("invalid-argument", "a transaction needs at least one event");
  checkTexts(transaction);
  const seen = new Map<string, Set<string>>();
  for (const event of events) {
    const problem = prospectiveEventProblem(event);
    if (problem !== undefined) throw new DatabaseError("invalid-event", problem);
    const ids = seen.get(event.stream) ?? new Set();
    if (ids.has(event.id)) throw duplicateEvent(event);
    seen.set(event.stream, ids.add(event.id));
  }
  for (const { selector } of conditions) checkSelector(selector);
}

/** A text with half a surrogate pair would come back as another one, and an id as that of another transaction. */
function checkTexts(transaction: NewTransaction): void {
  const { id, commitMessage, correlationId, causationId, principalAttributes } = transaction;
  const texts: Readonly<Record<string, string | undefined>> = {
    "the id": id,
    "the commit message": commitMessage,
    "the correlation id": correlationId,
    "the causation id": causationId,
  };
  for (const [what, text] of Object.entries(texts)) checkText(what, text);
  for (const attribute of principalAttributes ?? [])
    for (const text of attribute) checkText("an attribute of the principal", text);
}

function checkText(what: string, text: string | undefined): void {
  if (text === undefined || isWellFormed(text)) return;
  throw new DatabaseError(
    "invalid-argument",
    `${what} of a transaction must be Unicode, but ${describe(text)} has half a surrogate pair`,
  );
}

/** What is thrown for an id that its stream holds already. */
export const duplicateEvent = ({ stream, id }: { stream: string; id: string }): DatabaseError =>
  new DatabaseError("duplicate-event", `the stream ${stream} already holds the event ${id}`);

function checkSelector(selector: AppendCondition["selector"]): void {
  try {
    selector.assertValid();
    selector.assertBound();
  } catch (error) {
    throw new DatabaseError("invalid-argument", `an append condition: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
