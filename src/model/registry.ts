import { PACKAGE_VERSION } from "../version.js";
import type { DecoratorRecord } from "./records.js";
import type { SourceLocation } from "./sourceLocation.js";

/** All that decorators have recorded since this realm began, in the order of evaluation. */
export interface Registry {
  readonly records: DecoratorRecord[];
  /** The copies of this package that have recorded something, with their versions. */
  readonly copies: Map<symbol, string>;
  /** Tells where the decorator that is being evaluated stands; set by tools that can know. */
  locate: (() => SourceLocation | undefined) | undefined;
  /** Versions of views whose sources say none; see {@link useViewVersions}. */
  viewVersions?: ReadonlyMap<string, number>;
}

type WithoutLocation<R> = R extends unknown ? Omit<R, "where"> : never;

const KEY: unique symbol = Symbol.for("evidentsource.functions.registry");
const thisCopy = Symbol("evidentsource-functions");

/** The registry of this realm. Copies of the package share it. */
export function registry(): Registry {
  const realm = globalThis as { [KEY]?: Registry | undefined };
  realm[KEY] ??= { records: [], copies: new Map<symbol, string>(), locate: undefined };
  return realm[KEY];
}

/** Where the decorator that is being evaluated stands, if a tool is listening. */
export function here(): SourceLocation | undefined {
  return registry().locate?.();
}

/**
 * Says which versions of views decisions read where the sources leave it open, by the views' names. To be
 * said before anything is linked; a build says it in the components that it makes.
 */
export function useViewVersions(versions: Readonly<Record<string, number>>): void {
  registry().viewVersions = new Map(Object.entries(versions));
}

/** Adds what a decorator saw. Never throws. */
export function record(
  entry: WithoutLocation<DecoratorRecord>,
  where: SourceLocation | undefined,
): void {
  const { records, copies } = registry();
  copies.set(thisCopy, PACKAGE_VERSION);
  records.push({ ...entry, where });
}

/**
 * Runs something with a registry of its own, so that what it loads is recorded apart from all else.
 */
export async function withFreshRegistry<T>(run: (fresh: Registry) => Promise<T>): Promise<T> {
  const realm = globalThis as { [KEY]?: Registry | undefined };
  const before = realm[KEY];
  realm[KEY] = undefined;
  try {
    return await run(registry());
  } finally {
    realm[KEY] = before;
  }
}
