/** What every call takes. */
export interface CallOptions {
  /** Ends the call when it is aborted; the call then fails with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * The most milliseconds that the call may take, attempts and pauses between them included. Default:
   * the client's; what goes on for ever, such as a subscription, has none unless it is given one.
   */
  readonly deadline?: number | undefined;
}
