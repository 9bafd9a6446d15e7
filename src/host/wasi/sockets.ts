import { denied } from "./denied.js";
import { unmadeResource } from "./unmadeResource.js";

/** The network itself may be named: it is what is done with it that is refused. */
class Network {
  readonly reachable = false;
}

const refused = (): never => denied("access-denied");

/** `wasi:sockets`: no name is resolved and no socket is made. */
export const SOCKETS = {
  "wasi:sockets/network": { Network, networkErrorCode: (): undefined => undefined },
  "wasi:sockets/instance-network": { instanceNetwork: () => new Network() },
  "wasi:sockets/ip-name-lookup": {
    ResolveAddressStream: unmadeResource(),
    resolveAddresses: refused,
  },
  "wasi:sockets/tcp": { TcpSocket: unmadeResource() },
  "wasi:sockets/tcp-create-socket": { createTcpSocket: refused },
  "wasi:sockets/udp": {
    UdpSocket: unmadeResource(),
    IncomingDatagramStream: unmadeResource(),
    OutgoingDatagramStream: unmadeResource(),
  },
  "wasi:sockets/udp-create-socket": { createUdpSocket: refused },
};
