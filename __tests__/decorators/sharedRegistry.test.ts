import { jest } from "@jest/globals";
import type * as Decorators from "../../src/decorators/index.js";
import { StateView } from "../../src/decorators/index.js";
import { registry } from "../../src/model/registry.js";
import { PACKAGE_VERSION } from "../../src/version.js";
import { withIsolatedRegistry } from "../support/isolatedRegistry.js";

const KEY: unique symbol = Symbol.for("evidentsource.functions.registry");

describe("the registry", () => {
  test("stands under a registered symbol, where every copy of the package finds it", () => {
    withIsolatedRegistry((isolated) => {
      expect((globalThis as { [KEY]?: unknown })[KEY]).toBe(isolated);
      expect(registry()).toBe(isolated);
    });
  });

  test("knows which copies have recorded something, with their versions", () => {
    withIsolatedRegistry((isolated) => {
      expect([...isolated.copies.values()]).toEqual([]);
      StateView("first")(class First {});
      StateView("second")(class Second {});
      expect([...isolated.copies.values()]).toEqual([PACKAGE_VERSION]);
    });
  });

  test("takes the records of a second copy of the package, and counts it", async () => {
    let copy: typeof Decorators | undefined;
    await jest.isolateModulesAsync(async () => {
      copy = await import("../../src/decorators/index.js");
    });
    const other = copy;
    if (other === undefined) throw new Error("the copy was not loaded");
    expect(other.StateView).not.toBe(StateView);
    withIsolatedRegistry((isolated) => {
      StateView("first")(class First {});
      other.StateView("second")(class Second {});
      expect(isolated.records).toMatchObject([{ name: "first" }, { name: "second" }]);
      expect(isolated.copies.size).toBe(2);
    });
  });

  test("starts empty and is made on demand", () => {
    withIsolatedRegistry((isolated) => {
      expect(isolated.records).toEqual([]);
      expect(isolated.locate).toBeUndefined();
    });
  });
});
