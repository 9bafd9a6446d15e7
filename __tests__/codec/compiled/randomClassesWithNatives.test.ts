import "reflect-metadata";
import { extent } from "./extent.js";
import type { Natives } from "../../../src/codec/natives.js";

const orders: (readonly string[])[] = [];

/** As `plain_keys_in_order` of the engine. */
function hasKeysInOrder(value: unknown, order: number): boolean {
  if (Object.prototype.toString.call(value) !== "[object Object]") return false;
  const names = orders[order] ?? [];
  const properties = Object.getOwnPropertyDescriptors(value as object);
  let at = 0;
  return Reflect.ownKeys(properties).every((key) => {
    const { writable, enumerable, configurable } = Reflect.get(
      properties,
      key,
    ) as PropertyDescriptor;
    if (writable !== true || enumerable !== true || configurable !== true) return false;
    at = names.indexOf(key as string, at) + 1;
    return at > 0;
  });
}

// Before the codec is loaded, as an engine does it.
const offered: Natives = { keyOrder: (names) => orders.push(names) - 1, hasKeysInOrder };
Object.defineProperty(globalThis, Symbol.for("evidentsource-functions.natives"), {
  value: Object.freeze(offered),
});
const { agreeOnRandomClasses, expectMuch } = await import("./agreeOnRandomClasses.js");

test("compiled codecs and the libraries agree where an engine knows the order of keys", () => {
  const tried = extent(6000);
  expectMuch(tried, agreeOnRandomClasses(tried));
  expect(orders.length).toBeGreaterThan(60);
});
