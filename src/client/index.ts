/** The platform called from Node, over gRPC. */
import { payloadCodec } from "../codec/index.js";
import type { Client, ConnectOptions } from "./client.js";
import { clientOver } from "./clientOver.js";
import { headersOf } from "./credentials.js";
import { grpcAddress } from "./grpc/address.js";
import { Channel } from "./grpc/channel.js";
import { GrpcTransport } from "./grpc/grpcTransport.js";

export type * from "./types.js";
export { ClientError } from "./clientError.js";

/** What a connection over gRPC takes. */
export interface GrpcConnectOptions extends ConnectOptions {
  /** The longest answer that is taken, in bytes. Default: 4 MiB, as other clients take it. */
  readonly maxMessageBytes?: number | undefined;
}

/**
 * A server by its address, `http://host:port` or `https://host`. It is reached when it is needed.
 * @throws TypeError for what is no address.
 *
 * @example
 * const client = connect("http://localhost:50051");
 * const ledger = await client.connect("bank");
 * await ledger.execute(Withdraw, { accountId, amount: 20 });
 */
export function connect(url: string, options: GrpcConnectOptions = {}): Client {
  const { maxMessageBytes = 4 * 1024 * 1024 } = options;
  const channel = new Channel({
    ...grpcAddress(url),
    headers: headersOf(options),
    maxMessageBytes,
  });
  return clientOver(new GrpcTransport(channel), () => payloadCodec, options);
}
