import type {
  WitCloudEvent,
  WitDatabase,
  WitDatetime,
  WitQuery,
  WitRenderedStateView,
  WitSpeculativeDatabase,
} from "../../src/wasm/wit/index.js";

/** What a handle answers, and the log of what was asked. */
export interface Handles {
  readonly log: [call: string, ...args: unknown[]][];
  views: Record<string, WitRenderedStateView>;
  events: WitCloudEvent[];
  /** What a function throws in place of answering. */
  refuses: Record<string, unknown>;
}

export function handles(): Handles {
  return { log: [], views: {}, events: [], refuses: {} };
}

/** A database as an engine hands it to a component: functions on the prototype, 64-bit numbers unsigned. */
class FakeReadable {
  readonly #path: string;
  readonly #handles: Handles;

  constructor(path: string, of: Handles) {
    this.#path = path;
    this.#handles = of;
  }

  protected note(name: string, ...args: unknown[]): void {
    this.#handles.log.push([`${this.#path}.${name}`, ...args]);
    if (Object.hasOwn(this.#handles.refuses, name)) throw this.#handles.refuses[name];
  }
  protected child(name: string): [string, Handles] {
    return [`${this.#path}.${name}`, this.#handles];
  }
  name(): string {
    this.note("name");
    return "bank";
  }
  createdAt(): WitDatetime {
    this.note("createdAt");
    return { seconds: BigInt.asUintN(64, -1n), nanoseconds: 5 };
  }
  revision(): bigint {
    this.note("revision");
    return 2n ** 64n - 1n;
  }
  revisionTimestamp(): WitDatetime {
    this.note("revisionTimestamp");
    return { seconds: 7n, nanoseconds: 0 };
  }
  effectiveTimestamp(): WitDatetime | undefined {
    this.note("effectiveTimestamp");
    return undefined;
  }
  queryEvents(query: WitQuery): WitCloudEvent[] {
    this.note("queryEvents", query);
    return this.#handles.events;
  }
  viewState(...args: [name: string, ...unknown[]]): WitRenderedStateView | undefined {
    this.note("viewState", ...args);
    return this.#handles.views[args[0]];
  }
  speculateWithTransaction(events: WitCloudEvent[]): WitSpeculativeDatabase {
    this.note("speculateWithTransaction", events);
    return new FakeSpeculative(...this.child("speculative"));
  }
  [Symbol.dispose](): void {
    this.note("dispose");
  }
}

export class FakeHandle extends FakeReadable implements WitDatabase {
  constructor(of: Handles, path = "db") {
    super(path, of);
  }
  atRevision(revision: bigint): WitDatabase {
    this.note("atRevision", revision);
    const [path, of] = this.child("earlier");
    return new FakeHandle(of, path);
  }
  atEffectiveTimestamp(time: WitDatetime): WitDatabase {
    this.note("atEffectiveTimestamp", time);
    const [path, of] = this.child("effective");
    return new FakeHandle(of, path);
  }
}

class FakeSpeculative extends FakeReadable implements WitSpeculativeDatabase {
  atEffectiveTimestamp(time: WitDatetime): WitSpeculativeDatabase {
    this.note("atEffectiveTimestamp", time);
    return new FakeSpeculative(...this.child("effective"));
  }
  basis(): WitDatabase {
    this.note("basis");
    const [path, of] = this.child("basis");
    return new FakeHandle(of, path);
  }
  speculatedEventCount(): bigint {
    this.note("speculatedEventCount");
    return 3n;
  }
}
