import type { Class } from "../../domain/index.js";
import type { CallOptions } from "../callOptions.js";
import { stateIn } from "../reading.js";
import type { Session } from "../session.js";
import { viewAt, type AskedView } from "../viewAt.js";
import { heads } from "./heads.js";
import { newest } from "./newest.js";

/** A view's state when it was looked at. */
export interface Watched<V> {
  /** `undefined` while nothing has been folded for these parameters. */
  readonly state: V | undefined;
  /** The revision of the database that the state is true at. */
  readonly revision: bigint;
  /** The revision of the last event folded; 0 for none. */
  readonly lastModifiedRevision: bigint;
}

/**
 * A view's state now, and whenever it has changed, without end. A reader that is slower than the database
 * is given the latest state, not each; it never goes back.
 */
export async function* watched(
  session: Session,
  view: Class | string,
  asked: AskedView,
  options: CallOptions | undefined,
): AsyncGenerator<Watched<unknown>, void, undefined> {
  const { signal, explain } = session.caller.bound(options, undefined);
  let seen: bigint | undefined;
  try {
    for await (const { revision } of newest((until) => heads(session, until), signal)) {
      const sight = { revision, effectiveTimestamp: undefined };
      const patient = { ...session, caller: session.caller.patient };
      const rendered = await viewAt(patient, () => Promise.resolve(sight), asked, { signal });
      const { content, lastModifiedRevision } = rendered;
      if (lastModifiedRevision === seen) continue;
      seen = lastModifiedRevision;
      const state = await stateIn(view, content, session);
      yield { state, revision, lastModifiedRevision };
    }
  } catch (error) {
    throw explain(error);
  }
}
