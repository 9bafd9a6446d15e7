import {
  mergeProperties,
  parseRevision,
  type PlatformDatabase,
  type PlatformReadable,
  type PlatformSpeculativeDatabase,
} from "../domain/index.js";
import type { DatabaseFunction } from "../model/options.js";
import { timestampFromWit } from "./datetime.js";
import { prospectiveToWit, WitEvent } from "./event.js";
import type { HandleScope } from "./handleScope.js";
import { argumentToWit, queryToWit } from "./query.js";
import { renderedFromWit } from "./renderedStateView.js";
import { attributeToWit } from "./selector.js";
import type { WitDatabase, WitEventAttribute, WitReadable, WitSpeculativeDatabase } from "./wit.js";

/** A database handle inside a component as a platform database. */
export function guestDatabase(handle: WitDatabase, scope: HandleScope): PlatformDatabase {
  const call = caller(handle, scope);
  return mergeProperties(guestReadable(handle, scope), {
    atRevision: (revision) =>
      guestDatabase(scope.own(call("atRevision", parseRevision("a revision", revision))), scope),
    atEffectiveTimestamp: (time) => {
      const instant = argumentToWit("an effective timestamp", time);
      return guestDatabase(scope.own(call("atEffectiveTimestamp", instant)), scope);
    },
  } satisfies Omit<PlatformDatabase, keyof PlatformReadable>);
}

function guestSpeculativeDatabase(
  handle: WitSpeculativeDatabase,
  scope: HandleScope,
): PlatformSpeculativeDatabase {
  const call = caller(handle, scope);
  return mergeProperties(guestReadable(handle, scope), {
    get basis() {
      return guestDatabase(scope.own(call("basis")), scope);
    },
    get speculatedEventCount() {
      return call("speculatedEventCount");
    },
    atEffectiveTimestamp: (time) => {
      const instant = argumentToWit("an effective timestamp", time);
      return guestSpeculativeDatabase(scope.own(call("atEffectiveTimestamp", instant)), scope);
    },
  } satisfies Omit<PlatformSpeculativeDatabase, keyof PlatformReadable>);
}

/** What both kinds of handle can do. */
function guestReadable(handle: WitReadable, scope: HandleScope): PlatformReadable {
  const call = caller(handle, scope);
  return {
    get name() {
      return call("name");
    },
    get createdAt() {
      return timestampFromWit(call("createdAt"));
    },
    get revision() {
      return call("revision");
    },
    get revisionTimestamp() {
      return timestampFromWit(call("revisionTimestamp"));
    },
    get effectiveTimestamp() {
      const timestamp = call("effectiveTimestamp");
      return timestamp && timestampFromWit(timestamp);
    },
    queryEvents: (query) =>
      call("queryEvents", queryToWit(query)).map((record) => new WitEvent(record)),
    viewState: (name, version, parameters) => {
      const bindings = parameters.map(([key, value]): [string, WitEventAttribute] => [
        key,
        attributeToWit(value),
      ]);
      const view = call("viewState", name, version, bindings);
      return view && renderedFromWit(view);
    },
    speculate: (events) => {
      const name =
        "speculateWithBatch" in handle ? "speculateWithBatch" : "speculateWithTransaction";
      return guestSpeculativeDatabase(scope.own(call(name, events.map(prospectiveToWit))), scope);
    },
  };
}

/** Where authors know a function by another name than the WIT. */
const AUTHORS_NAMES: Partial<Record<string, DatabaseFunction>> = {
  queryEvents: "query",
  speculateWithTransaction: "speculate",
  speculateWithBatch: "speculate",
};

type Method<H, K extends keyof H> =
  NonNullable<H[K]> extends (...args: infer A) => infer R ? (...args: A) => R : never;

/** Calls functions of a handle, and turns what the platform refuses into an `Error`. */
function caller<H extends object>(handle: H, scope: HandleScope) {
  return <K extends keyof H & string>(
    name: K,
    ...args: Parameters<Method<H, K>>
  ): ReturnType<Method<H, K>> => {
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
  };
}

/** The platform's refusal of a call, in its own words. */
class DatabaseAnswer extends Error {
  override readonly name = "DatabaseAnswer";
}

/** Engines throw what the platform answers as an object of another realm whose `payload` is the text. */
function databaseError(error: unknown): unknown {
  if (typeof error !== "object" || error === null || !("payload" in error)) return error;
  return new DatabaseAnswer(`the database answered: ${String(error.payload)}`, { cause: error });
}
