import type { TransactionMetadata, TransactionOrigin } from "../../database/index.js";

/** What is kept with a transaction, as JSON; revisions are texts, for they have 64 bits. */
interface Kept {
  readonly transport?: TransactionOrigin["transport"];
  readonly stateChange?: { readonly name: string; readonly version: string };
  readonly lastReadRevision?: string;
  readonly principalAttributes?: readonly (readonly [string, string])[];
  readonly commitMessage?: string;
  readonly correlationId?: string;
  readonly causationId?: string;
}

export function metadataToJson(metadata: TransactionMetadata): string {
  const { origin, lastReadRevision, principalAttributes } = metadata;
  const { commitMessage, correlationId, causationId } = metadata;
  const { transport, stateChange } = origin ?? {};
  const kept: Kept = {
    ...(transport !== undefined && { transport }),
    ...(stateChange && {
      stateChange: { name: stateChange.name, version: String(stateChange.version) },
    }),
    ...(lastReadRevision !== undefined && { lastReadRevision: String(lastReadRevision) }),
    ...(principalAttributes &&
      principalAttributes.size > 0 && { principalAttributes: [...principalAttributes] }),
    ...(commitMessage !== undefined && { commitMessage }),
    ...(correlationId !== undefined && { correlationId }),
    ...(causationId !== undefined && { causationId }),
  };
  return JSON.stringify(kept);
}

export function metadataFromJson(json: string): TransactionMetadata {
  const { transport, stateChange, lastReadRevision, principalAttributes, ...texts } = JSON.parse(
    json,
  ) as Kept;
  return {
    ...texts,
    origin:
      transport === undefined && stateChange === undefined
        ? undefined
        : {
            transport,
            stateChange: stateChange && {
              name: stateChange.name,
              version: BigInt(stateChange.version),
            },
          },
    lastReadRevision: lastReadRevision === undefined ? undefined : BigInt(lastReadRevision),
    principalAttributes: principalAttributes && new Map(principalAttributes),
  };
}
