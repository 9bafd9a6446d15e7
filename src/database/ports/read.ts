/** Something that a decision read, in words for people. */
export interface Read {
  /** `view account-summary account_id=a1`, or `query subject = a1`. */
  readonly what: string;
  /** What it was given, shortened. */
  readonly answer: string;
}
