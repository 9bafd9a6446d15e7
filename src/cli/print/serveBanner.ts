import { isLoopback } from "../../server/auth.js";
import { bracketed } from "../../server/bracketed.js";
import type { RunningServer } from "../../server/serve.js";
import { formatBytes } from "../quantities.js";
import type { ServeFlags } from "../serveFlags.js";

/** What people should know of a server that has started: where it is, what is lost when, what holds. */
export function serveBanner(
  { store, grpcPort, httpPort }: RunningServer,
  { host, deadline, memory, maxRequests, maxMessage, publish, database }: ServeFlags,
  hasToken: boolean,
): readonly string[] {
  const reach = isLoopback(host) ? "this machine only" : "other machines, too";
  const callers = hasToken ? "who has the token" : "everybody on this machine";
  return [
    `gRPC      ${bracketed(host)}:${String(grpcPort)}`,
    `REST      http://${bracketed(host)}:${String(httpPort)}/api/v1`,
    `callers   ${callers}; reached from ${reach}`,
    `data      ${store.where}; ${store.durability}`,
    `limits    a component: ${String(deadline)} s, ${String(memory)} MB; a request: ${formatBytes(maxMessage)}; at once: ${String(maxRequests)}`,
    `          a transaction: 4 MiB, as clients read no longer message`,
    ...(publish === undefined
      ? []
      : [`publishes ${publish} into ${database ?? ""}, when it changes`]),
  ];
}
