import {
  messageOf,
  streamOfSource,
  type ExtensionValue,
  type ProspectiveEvent,
} from "../domain/index.js";
import { transactionFromText, type SentTransaction } from "../protocol/json/transactionFromText.js";
import { quotingHint, readInput, textOf } from "./readInput.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usageError.js";

/**
 * What is to be appended: events as they are written, or as they were read from a database, perhaps with
 * conditions.
 * @throws UsageError that names where it was given and what is wrong there.
 */
export async function sentTransaction(given: string, terminal: Terminal): Promise<SentTransaction> {
  const input = await readInput(given, terminal, "the transaction");
  const { name } = input;
  let sent: SentTransaction;
  try {
    sent = transactionFromText(asOneText(textOf(input)));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${name}: ${messageOf(error)}${quotingHint(input)}`);
  }
  if ((sent.principalAttributes?.size ?? 0) > 0)
    throw new UsageError(
      `${name}: principal_attributes are not sent by this command; the server knows who calls`,
    );
  return { ...sent, events: sent.events.map(unstored) };
}

/** Events that stand one on a line, as `query --json` writes them, are a batch. */
function asOneText(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  const events = lines.filter((line) => line !== "");
  const isLines = events.every((line) => line.startsWith("{") && line.endsWith("}"));
  return isLines && events.length > 1 ? `[${events.join(",")}]` : text;
}

const ADDED: ReadonlySet<string> = new Set(["sequence", "recordedtime"]);

/** An event that was read from a database, without what its server had added. */
function unstored(event: ProspectiveEvent): ProspectiveEvent {
  const stream = streamOfSource(event.stream);
  if (stream === event.stream) return event;
  const extensions: (readonly [string, ExtensionValue])[] = [...(event.extensions ?? [])];
  return { ...event, stream, extensions: new Map(extensions.filter(([name]) => !ADDED.has(name))) };
}
