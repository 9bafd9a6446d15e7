import type { HeaderOf } from "../auth.js";
import type { Traced } from "../tracing.js";
import type { HostedDatabase, Platform } from "../../platform/index.js";

/** What a call is served with. */
export interface CallContext {
  readonly platform: Platform;
  /** Aborted when the caller is gone, its deadline has passed, or the server stops. */
  readonly signal: AbortSignal;
  /** Who calls, as far as is known. */
  readonly principal: ReadonlyMap<string, string>;
  readonly header: HeaderOf;
  readonly traced: Traced;
}

/** @throws DatabaseError `not-found`, or `invalid-argument` for a name that is none. */
export const databaseOf = (context: CallContext, name: string): Promise<HostedDatabase> =>
  context.platform.database(name);
