import { messageOf } from "../domain/index.js";
import type {
  PlatformDatabase,
  PlatformReadable,
  PlatformSpeculativeDatabase,
} from "../domain/index.js";
import {
  attributeFromWit,
  eventToWit,
  prospectiveFromWit,
  queryFromWit,
  renderedToWit,
  timestampFromWit,
  timestampToWit,
  type WitCloudEvent,
  type WitDatetime,
  type WitEventAttribute,
  type WitQuery,
  type WitRenderedStateView,
} from "../wasm/wit/index.js";

/** What both resources do, over a database of the host. */
class HostReadable<D extends PlatformReadable> {
  /** jco keeps every object that it was ever given, so one facade serves all calls of an instance. */
  target: D | undefined;

  constructor(target?: D) {
    this.target = target;
  }

  queryEvents(query: WitQuery): WitCloudEvent[] {
    return answer(() => db(this).queryEvents(queryFromWit(query)).map(eventToWit));
  }

  viewState(
    name: string,
    version: bigint,
    parameters: [string, WitEventAttribute][],
  ): WitRenderedStateView | undefined {
    return answer(() => {
      const bindings = parameters.map(([key, value]) => [key, attributeFromWit(value)] as const);
      const view = db(this).viewState(name, version, bindings);
      return view && renderedToWit(view);
    });
  }

  name(): string {
    return db(this).name;
  }

  createdAt(): WitDatetime {
    return timestampToWit(db(this).createdAt);
  }

  revision(): bigint {
    return db(this).revision;
  }

  revisionTimestamp(): WitDatetime {
    return timestampToWit(db(this).revisionTimestamp);
  }

  effectiveTimestamp(): WitDatetime | undefined {
    const timestamp = db(this).effectiveTimestamp;
    return timestamp && timestampToWit(timestamp);
  }

  speculateWithTransaction(events: WitCloudEvent[]): HostSpeculativeDatabase {
    return new HostSpeculativeDatabase(db(this).speculate(events.map(prospectiveFromWit)));
  }

  /** The same in the older generation of names. */
  speculateWithBatch(events: WitCloudEvent[]): HostSpeculativeDatabase {
    return this.speculateWithTransaction(events);
  }
}

/** The resource `database` as jco's components call it. */
export class HostDatabase extends HostReadable<PlatformDatabase> {
  atRevision(revision: bigint): HostDatabase {
    return answer(() => new HostDatabase(db(this).atRevision(revision)));
  }

  atEffectiveTimestamp(time: WitDatetime): HostDatabase {
    return new HostDatabase(db(this).atEffectiveTimestamp(timestampFromWit(time)));
  }
}

/** The resource `speculative-database`. */
export class HostSpeculativeDatabase extends HostReadable<PlatformSpeculativeDatabase> {
  atEffectiveTimestamp(time: WitDatetime): HostSpeculativeDatabase {
    return new HostSpeculativeDatabase(db(this).atEffectiveTimestamp(timestampFromWit(time)));
  }

  basis(): HostDatabase {
    return new HostDatabase(db(this).basis);
  }

  speculatedEventCount(): bigint {
    return db(this).speculatedEventCount;
  }
}

function db<D extends PlatformReadable>({ target }: HostReadable<D>): D {
  if (target === undefined) throw new Error("the database is not in a call");
  return target;
}

/** Functions with a result answer what they cannot serve with a text; jco finds it in `payload`. */
function answer<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    const payload = messageOf(error);
    throw Object.assign(new Error(payload, { cause: error }), { payload });
  }
}
