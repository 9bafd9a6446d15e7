import { describePayload } from "../../src/codec/index.js";
import type { Definitions } from "../../src/model/definitions.js";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import { link } from "../../src/model/link.js";
import type { DecoratorRecord } from "../../src/model/records.js";
import { registry, type Registry } from "../../src/model/registry.js";

const KEY: unique symbol = Symbol.for("evidentsource.functions.registry");

/** Runs something with a registry of its own and puts the former one back, whatever happens. */
export function withIsolatedRegistry<T>(run: (isolated: Registry) => T): T {
  const realm = globalThis as { [KEY]?: Registry | undefined };
  const before = realm[KEY];
  realm[KEY] = undefined;
  try {
    return run(registry());
  } finally {
    realm[KEY] = before;
  }
}

/** What the decorators recorded of the classes that the function declares. */
export function recordsOf(declare: () => void): readonly DecoratorRecord[] {
  return withIsolatedRegistry(({ records }) => {
    declare();
    return records;
  });
}

/** The classes that the function declares, linked by themselves. */
export function definitionsOf(declare: () => void): Definitions {
  return withIsolatedRegistry((isolated) => {
    declare();
    return link(isolated, describePayload);
  });
}

/** Everything that is wrong with the classes that the function declares. */
export function diagnosticsOf(declare: () => void): readonly Diagnostic[] {
  return definitionsOf(declare).diagnostics;
}
