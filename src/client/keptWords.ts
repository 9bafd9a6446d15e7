/** What is kept with a transaction beside its events. */
export interface KeptWords {
  /** What its sender says of it. */
  readonly commitMessage: string | undefined;
  /** What it belongs to. */
  readonly correlationId: string | undefined;
  /** What it comes of. */
  readonly causationId: string | undefined;
}

/** Those among a call's options; a text that is empty, as a form's field may be, says nothing. */
export const keptWords = (given: Partial<KeptWords>): KeptWords => ({
  commitMessage: said(given.commitMessage),
  correlationId: said(given.correlationId),
  causationId: said(given.causationId),
});

const said = (text: string | undefined): string | undefined => (text === "" ? undefined : text);
