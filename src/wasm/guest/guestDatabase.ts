import {
  parseRevision,
  SAYS_ALL,
  type Class,
  type DatabaseQuery,
  type Event,
  type ParameterBindings,
  type ParameterValues,
  type PlatformDatabase,
  type PlatformReadable,
  type PlatformSpeculativeDatabase,
  type ProspectiveEvent,
  type RenderedStateView,
  type Timestamp,
} from "../../domain/index.js";
import type { DatabaseFunction } from "../../domain/index.js";
import { timestampFromWit } from "../wit/datetime.js";
import { prospectiveToWit } from "../wit/event.js";
import { guestEvent } from "./guestEvent.js";
import type { ContentReader } from "../../runtime/index.js";
import type { HandleScope } from "./handleScope.js";
import { argumentToWit, queryToWit } from "../wit/query.js";
import { renderedFromWit } from "../wit/renderedStateView.js";
import { attributeToWit } from "../wit/selector.js";
import type {
  WitDatabase,
  WitEventAttribute,
  WitReadable,
  WitSpeculativeDatabase,
} from "../wit/wit.js";

/** A database handle inside a component as a platform database. */
export const guestDatabase = (handle: WitDatabase, scope: HandleScope): PlatformDatabase =>
  new GuestDatabase(handle, scope);

/** What both kinds of handle can do. */
class GuestReadable<H extends WitReadable> implements PlatformReadable, ContentReader {
  protected readonly handle: H;
  protected readonly scope: HandleScope;

  constructor(handle: H, scope: HandleScope) {
    this.handle = handle;
    this.scope = scope;
  }

  get name(): string {
    return call<WitReadable, "name">(this.handle, this.scope, "name", []);
  }
  get createdAt(): Timestamp {
    return timestampFromWit(
      call<WitReadable, "createdAt">(this.handle, this.scope, "createdAt", []),
    );
  }
  get revision(): bigint {
    return call<WitReadable, "revision">(this.handle, this.scope, "revision", []);
  }
  get revisionTimestamp(): Timestamp {
    return timestampFromWit(
      call<WitReadable, "revisionTimestamp">(this.handle, this.scope, "revisionTimestamp", []),
    );
  }
  get effectiveTimestamp(): Timestamp | undefined {
    const timestamp = call<WitReadable, "effectiveTimestamp">(
      this.handle,
      this.scope,
      "effectiveTimestamp",
      [],
    );
    return timestamp && timestampFromWit(timestamp);
  }

  queryEvents(query: DatabaseQuery): readonly Event[] {
    return call<WitReadable, "queryEvents">(this.handle, this.scope, "queryEvents", [
      queryToWit(query),
    ]).map(guestEvent);
  }

  viewContent(
    name: string,
    version: bigint,
    parameters: ParameterBindings,
  ): Uint8Array | undefined {
    if (this.handle.viewContent === undefined)
      return this.viewState(name, version, parameters)?.content;
    return call<WitReadable, "viewContent">(this.handle, this.scope, "viewContent", [
      name,
      version,
      bindingsToWit(parameters),
    ]);
  }

  viewDirectly(
    view: Class,
    parameters: ParameterValues,
    reads: object[] | undefined,
  ): object | undefined | null {
    if (this.handle.readView === undefined) return null;
    this.scope.assertOpen();
    try {
      return this.handle.readView(view, parameters, reads);
    } catch (error) {
      throw databaseError(error);
    }
  }

  noteRevision(note: object): boolean {
    return this.handle.noteRevision?.(note) === true;
  }

  viewState(
    name: string,
    version: bigint,
    parameters: ParameterBindings,
  ): RenderedStateView | undefined {
    const view = call<WitReadable, "viewState">(this.handle, this.scope, "viewState", [
      name,
      version,
      bindingsToWit(parameters),
    ]);
    return view && renderedFromWit(view);
  }

  speculate(events: readonly ProspectiveEvent[]): PlatformSpeculativeDatabase {
    const name =
      "speculateWithBatch" in this.handle ? "speculateWithBatch" : "speculateWithTransaction";
    const handle = call<WitReadable, typeof name>(this.handle, this.scope, name, [
      events.map(prospectiveToWit),
    ]);
    return new GuestSpeculativeDatabase(this.scope.own(handle), this.scope);
  }
}

function bindingsToWit(parameters: ParameterBindings): [string, WitEventAttribute][] {
  const bindings: [string, WitEventAttribute][] = [];
  for (const each of parameters) bindings.push([each[0], attributeToWit(each[1])]);
  return bindings;
}

class GuestDatabase extends GuestReadable<WitDatabase> implements PlatformDatabase {
  atRevision(revision: bigint): PlatformDatabase {
    const from = parseRevision("a revision", revision);
    const handle = call(this.handle, this.scope, "atRevision", [from]);
    return new GuestDatabase(this.scope.own(handle), this.scope);
  }

  atEffectiveTimestamp(time: Timestamp): PlatformDatabase {
    const instant = argumentToWit("an effective timestamp", time);
    const handle = call(this.handle, this.scope, "atEffectiveTimestamp", [instant]);
    return new GuestDatabase(this.scope.own(handle), this.scope);
  }
}

class GuestSpeculativeDatabase
  extends GuestReadable<WitSpeculativeDatabase>
  implements PlatformSpeculativeDatabase
{
  get basis(): PlatformDatabase {
    const handle = call(this.handle, this.scope, "basis", []);
    return new GuestDatabase(this.scope.own(handle), this.scope);
  }
  get speculatedEventCount(): bigint {
    return call(this.handle, this.scope, "speculatedEventCount", []);
  }

  atEffectiveTimestamp(time: Timestamp): PlatformSpeculativeDatabase {
    const instant = argumentToWit("an effective timestamp", time);
    const handle = call(this.handle, this.scope, "atEffectiveTimestamp", [instant]);
    return new GuestSpeculativeDatabase(this.scope.own(handle), this.scope);
  }
}

/** Where authors know a function by another name than the WIT. */
const AUTHORS_NAMES: Partial<Record<string, DatabaseFunction>> = {
  queryEvents: "query",
  speculateWithTransaction: "speculate",
  speculateWithBatch: "speculate",
};

type Method<H, K extends keyof H> =
  NonNullable<H[K]> extends (...args: infer A) => infer R ? (...args: A) => R : never;

/** Calls a function of a handle, and turns what the platform refuses into an `Error`. */
function call<H extends object, K extends keyof H & string>(
  handle: H,
  scope: HandleScope,
  name: K,
  args: Parameters<Method<H, K>>,
): ReturnType<Method<H, K>> {
  scope.assertOpen();
  const method: unknown = handle[name];
  if (typeof method !== "function") {
    throw new TypeError(
      `the database function ${name} is not linked into this component, because the build did not see its use; name it in @Command(…, { uses: ["${AUTHORS_NAMES[name] ?? name}"] })`,
    );
  }
  try {
    return Reflect.apply(method, handle, args) as ReturnType<Method<H, K>>;
  } catch (error) {
    throw databaseError(error);
  }
}

/** The platform's refusal of a call, in its own words. */
class DatabaseAnswer extends Error {
  override readonly name = "DatabaseAnswer";

  [SAYS_ALL](): true {
    return true;
  }
}

/** Engines throw what the platform answers as an object of another realm whose `payload` is the text. */
function databaseError(error: unknown): unknown {
  if (typeof error !== "object" || error === null || !("payload" in error)) return error;
  return new DatabaseAnswer(`the database answered: ${String(error.payload)}`, { cause: error });
}
