import { messageOf } from "../domain/index.js";

/** Where a server was to listen, and how whoever starts it says another place. */
export interface ListenPlace {
  readonly host: string;
  readonly port: number;
  readonly flag: "--grpc-port" | "--http-port";
}

/** A port that cannot be listened on. */
export class ListenError extends Error {
  override readonly name = "ListenError";

  constructor(cause: unknown, { host, port, flag }: ListenPlace) {
    const reason = messageOf(cause);
    super(
      reason.includes("EADDRINUSE")
        ? `port ${String(port)} of ${host} is taken; name another one with ${flag}, or 0 for any that is free`
        : `${host} and port ${String(port)} (${flag}) cannot be listened on: ${reason}`,
      { cause },
    );
  }
}
