/** What is kept with a transaction beside its events. */
export interface KeptWords {
  /** What its sender says of it. */
  readonly commitMessage: string | undefined;
  /** What it belongs to. */
  readonly correlationId: string | undefined;
  /** What it comes of. */
  readonly causationId: string | undefined;
}

/** Those among a call's options. */
export const keptWords = ({
  commitMessage,
  correlationId,
  causationId,
}: Partial<KeptWords>): KeptWords => ({ commitMessage, correlationId, causationId });
