/** The platform called from browsers and other places that have `fetch`, over REST. */
import type { Client, ConnectOptions } from "../client.js";
import { loadedCodecs } from "../classes/classCodecs.js";
import { clientOver } from "../clientOver.js";
import { headersOf } from "../credentials.js";
import { restAddress } from "./address.js";
import { Http } from "./http.js";
import { RestTransport } from "./restTransport.js";

export type * from "../types.js";
export { ClientError } from "../clientError.js";

/** What a connection over REST takes. */
export interface RestConnectOptions extends ConnectOptions {
  /** What requests are made with. Default: the runtime's own. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/**
 * Compiled codecs are for those who decide and fold; a page's rules of content often forbid them. And a
 * page that has no classes needs none.
 */
const codecs = loadedCodecs(async () => (await import("../../codec/libraryCodec.js")).libraryCodec);

/**
 * A server by its address, `http://host:port` or `https://host`, perhaps with a path that a proxy puts
 * before the interface.
 * @throws TypeError for what is no address.
 */
export function connect(url: string, options: RestConnectOptions = {}): Client {
  const http = new Http({
    address: restAddress(url),
    headers: headersOf(options),
    fetch: options.fetch ?? globalThis.fetch,
  });
  return clientOver(new RestTransport(http), codecs, options);
}
