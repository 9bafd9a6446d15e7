import type { TransactionMetadata, TransactionOrigin } from "../../database/index.js";
import type { CallContext } from "./context.js";

/** What both kinds of request say of the transaction beside its events. */
interface WithMetadata {
  readonly principalAttributes: Readonly<Record<string, string>>;
  readonly commitMessage?: string | undefined;
  readonly correlationId?: string | undefined;
  readonly causationId?: string | undefined;
}

/** The parts of a transaction that are kept for its readers. What the caller proved goes before what it says. */
export function metadataFrom(
  { principalAttributes, commitMessage, correlationId, causationId }: WithMetadata,
  { principal }: CallContext,
  stateChange?: TransactionOrigin["stateChange"],
): TransactionMetadata {
  return {
    origin: { transport: "grpc", stateChange },
    principalAttributes: new Map([...Object.entries(principalAttributes), ...principal]),
    commitMessage,
    correlationId,
    causationId,
  };
}
