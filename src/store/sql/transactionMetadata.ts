import type { TransactionMetadata, TransactionOrigin } from "../../database/index.js";

/** What is kept with a transaction, as JSON; revisions are texts, for they have 64 bits. */
interface Kept {
  readonly origin?:
    | {
        readonly transport?: TransactionOrigin["transport"];
        readonly stateChange?: { readonly name: string; readonly version: string };
      }
    | undefined;
  readonly lastReadRevision?: string;
  readonly principalAttributes?: readonly (readonly [string, string])[];
  readonly commitMessage?: string;
  readonly correlationId?: string;
  readonly causationId?: string;
}

export function metadataToJson(metadata: TransactionMetadata): string {
  const { origin, lastReadRevision, principalAttributes } = metadata;
  const { commitMessage, correlationId, causationId } = metadata;
  const kept: Kept = {
    ...(origin && { origin: originToJson(origin) }),
    ...(lastReadRevision !== undefined && { lastReadRevision: String(lastReadRevision) }),
    ...(principalAttributes && { principalAttributes: [...principalAttributes] }),
    ...(commitMessage !== undefined && { commitMessage }),
    ...(correlationId !== undefined && { correlationId }),
    ...(causationId !== undefined && { causationId }),
  };
  return JSON.stringify(kept);
}

function originToJson({ transport, stateChange }: TransactionOrigin): Kept["origin"] {
  return {
    ...(transport !== undefined && { transport }),
    ...(stateChange && {
      stateChange: { name: stateChange.name, version: String(stateChange.version) },
    }),
  };
}

export function metadataFromJson(json: string): TransactionMetadata {
  const kept = JSON.parse(json) as Kept;
  const { origin, lastReadRevision, principalAttributes } = kept;
  return {
    commitMessage: kept.commitMessage,
    correlationId: kept.correlationId,
    causationId: kept.causationId,
    origin: origin && originFrom(origin),
    lastReadRevision: lastReadRevision === undefined ? undefined : BigInt(lastReadRevision),
    principalAttributes: principalAttributes && new Map(principalAttributes),
  };
}

function originFrom({ transport, stateChange }: NonNullable<Kept["origin"]>): TransactionOrigin {
  return {
    transport,
    stateChange: stateChange && { name: stateChange.name, version: BigInt(stateChange.version) },
  };
}
