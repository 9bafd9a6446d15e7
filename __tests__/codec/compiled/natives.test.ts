import "reflect-metadata";
import { IsEmail, IsISO8601, IsUUID } from "class-validator";
import type { Natives } from "../../../src/codec/natives.js";

const asked: string[] = [];
const native =
  (name: string) =>
  (value: unknown): boolean => {
    asked.push(name);
    return typeof value === "string" && value.startsWith("known");
  };

// Before the codec is loaded, as an engine does it.
const offered: Natives = {
  isUuid: native("isUuid"),
  isEmail: native("isEmail"),
  isIso8601: native("isIso8601"),
};
Object.defineProperty(globalThis, Symbol.for("evidentsource-functions.natives"), {
  value: Object.freeze(offered),
});
const { payloadCodec } = await import("../../../src/codec/index.js");

class Person {
  @IsUUID() id!: string;
  @IsEmail() address!: string;
  @IsISO8601() born!: string;
  @IsUUID("4") other!: string;
}

const valid = {
  id: "4cc5ef8a-1b7b-4f3a-9d35-8d2f3d1f5e11",
  address: "a@example.org",
  born: "2026-01-31",
  other: "4cc5ef8a-1b7b-4f3a-9d35-8d2f3d1f5e11",
};

describe("predicates that the engine offers", () => {
  test("are used for rules without arguments, and the library is asked where they decline", () => {
    const codec = payloadCodec(Person, "strict");
    asked.length = 0;
    expect(codec.decode({ ...valid })).toEqual(Object.assign(new Person(), valid));
    expect(asked).toEqual(["isUuid", "isEmail", "isIso8601"]);
  });

  test("decide nothing but what they take", () => {
    const codec = payloadCodec(Person, "strict");
    expect(() => codec.decode({ ...valid, id: "nothing" })).toThrow("id must be a UUID");
  });
});
