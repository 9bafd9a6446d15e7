/* eslint-disable @typescript-eslint/no-unused-vars -- the parameters are declared for their types */
import { Decide, On, Subject } from "../../src/decorators/index.js";
import type { Decision } from "../../src/domain/index.js";
import { recordsOf } from "../support/isolatedRegistry.js";

describe("decorators and inheritance", () => {
  test("what stands in a base class is recorded once, on the base class's prototype", () => {
    class Opened {}
    let base: object | undefined;
    const records = recordsOf(() => {
      abstract class Base {
        @Subject() id!: string;
        @On(Opened) opened(): void {
          // Only the decorator matters.
        }
        @Decide() decide(): Decision {
          return [];
        }
      }
      class First extends Base {}
      class Second extends Base {}
      base = Base.prototype;
      return [First, Second];
    });
    expect(records.map((record) => "prototype" in record && record.prototype === base)).toEqual([
      true,
      true,
      true,
    ]);
  });

  test("a subclass that decorates a method anew is recorded beside its base class", () => {
    class Opened {}
    const prototypes: object[] = [];
    const records = recordsOf(() => {
      class Base {
        @On(Opened) opened(_opened: object): void {
          // Only the decorator matters.
        }
      }
      class Sub extends Base {
        @On(Opened) override opened(_opened: Opened): void {
          // Only the decorator matters.
        }
      }
      prototypes.push(Base.prototype, Sub.prototype);
    });
    expect(records).toMatchObject([
      { member: "opened", parameterTypes: [Object] },
      { member: "opened", parameterTypes: [Opened] },
    ]);
    expect(records.map((record) => "prototype" in record && record.prototype)).toEqual(prototypes);
  });
});
