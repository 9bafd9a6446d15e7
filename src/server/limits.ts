/** What a request may cost, over either protocol. What guests may cost is the pool's to know. */
export interface RequestLimits {
  /** The longest message or body that is taken, in bytes. */
  readonly messageBytes: number;
  /** The longest upload of a component, in bytes. */
  readonly uploadBytes: number;
  /** How many requests are under way at once; of gRPC, in one connection. */
  readonly requests: number;
  /** How many event streams are open at once over HTTP. */
  readonly streams: number;
  /** How long a client may take to send a request, in milliseconds. */
  readonly receiving: number;
  /** The most events or transactions that one answer over HTTP holds. */
  readonly page: number;
}

/** Clients take messages of 4 MiB; larger ones end their streams without a word. */
export const CLIENT_MESSAGE_BYTES = 4 * 1024 * 1024;

export const DEFAULT_LIMITS: RequestLimits = {
  messageBytes: CLIENT_MESSAGE_BYTES,
  uploadBytes: 64 * 1024 * 1024,
  requests: 1_000,
  streams: 1_000,
  receiving: 60_000,
  page: 10_000,
};
