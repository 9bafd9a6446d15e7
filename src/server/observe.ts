/** A request that was answered. Of a stream, the time until it began. */
export interface Observation {
  readonly protocol: "grpc" | "http";
  /** The RPC, or the operation of the OpenAPI document. */
  readonly operation: string;
  /** The HTTP status, or the number of the gRPC code. */
  readonly status: number;
  readonly milliseconds: number;
  /** Why it failed. */
  readonly message?: string | undefined;
}

/** Is told of each request that was answered. */
export type Observe = (observation: Observation) => void;
