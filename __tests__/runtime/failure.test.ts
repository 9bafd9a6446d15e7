import fc from "fast-check";
import { AppendCondition, Selector } from "../../src/domain/index.js";
import { describeFailure } from "../../src/runtime/index.js";

const revoked = Proxy.revocable({}, {});
revoked.revoke();

const withStack = (error: Error, stack: string): Error => Object.assign(error, { stack });

describe("the description of an exception", () => {
  it("names class, message and place", () => {
    expect(describeFailure(new RangeError("too far"))).toMatch(
      /^RangeError: too far \(at .*failure\.test\.ts:\d+:\d+\)$/,
    );
  });

  it("names the class of an error that sets no name of its own", () => {
    class InsufficientFunds extends Error {}
    expect(describeFailure(new InsufficientFunds("3 short"))).toMatch(
      /^InsufficientFunds: 3 short \(at /,
    );
  });

  it.each<[engine: string, stack: string, place: string]>([
    [
      "V8",
      "Error: m\n    at decide (file:///a/b.js:10:5)\n    at main.js:1:1",
      "decide file:///a/b.js:10:5",
    ],
    ["V8, without a function", "Error: m\n    at file:///a/b.js:10:5", "file:///a/b.js:10:5"],
    [
      "V8, below Node's own frames",
      "Error: m\n    at node:internal/x:1:2\n    at f (b.js:3:4)",
      "f b.js:3:4",
    ],
    [
      "SpiderMonkey",
      "decide@out/bundle.js:10:5\n@initializer.js:1:1\n",
      "decide out/bundle.js:10:5",
    ],
    ["SpiderMonkey, without a function", "@out/bundle.js:10:5", "out/bundle.js:10:5"],
    ["SpiderMonkey, below the engine's glue", "call@initializer.js:7:1\nf@b.js:3:4", "f b.js:3:4"],
    [
      "QuickJS",
      "    at decide (bundle.js:10:5)\n    at <eval> (x.js:1:1)",
      "decide bundle.js:10:5",
    ],
  ])("reads the place from a stack of %s", (_engine, stack, place) => {
    expect(describeFailure(withStack(new Error("m"), stack))).toBe(`Error: m (at ${place})`);
  });

  it.each<[where: string, frame: string]>([
    ["a library", "at check (file:///a/node_modules/lib/index.js:7:8)"],
    ["a library of a scope", "at check (/a/node_modules/@of/lib/index.js:7:8)"],
    ["a library on Windows", "at check (C:\\a\\node_modules\\lib\\index.js:7:8)"],
    ["Node", "at check (node:internal/x:7:8)"],
    ["text that was parsed", "at <input>:7:8"],
  ])("passes over frames of %s", (_where, frame) => {
    const stack = `Error: m\n    ${frame}\n    at decide (file:///a/b.js:10:5)`;
    expect(describeFailure(withStack(new Error("m"), stack))).toBe(
      "Error: m (at decide file:///a/b.js:10:5)",
    );
  });

  it("names the place where it was thrown when no frame is the author's", () => {
    const stack = `Error: m
    at check (/a/node_modules/lib/index.js:7:8)
    at call (/a/node_modules/lib/call.js:9:1)`;
    expect(describeFailure(withStack(new Error("m"), stack))).toBe(
      "Error: m (at check /a/node_modules/lib/index.js:7:8)",
    );
  });

  it("names the place that gave this package a wrong argument", () => {
    let thrown: unknown;
    try {
      AppendCondition.unchangedSince(Selector.stream("tries"), -1n);
    } catch (error) {
      thrown = error;
    }
    expect(describeFailure(thrown)).toMatch(
      /^RangeError: .*-1n \(at [^()]*failure\.test\.ts:\d+:\d+\)$/,
    );
  });

  it.each(["due at 12:30:45", "see file.js:1:2", "a\n    at nowhere (no.js:1:2)"])(
    "does not take the message for a place: %j",
    (message) => {
      expect(describeFailure(new Error(message))).toMatch(
        /\(at [^()]*failure\.test\.ts:\d+:\d+\)$/,
      );
    },
  );

  it("stands on one line", () => {
    const error = withStack(new Error("first\r\n   second\nthird"), "");
    expect(describeFailure(error)).toBe("Error: first second third");
  });

  it("has no place where there is no stack", () => {
    const error = new Error("m");
    Reflect.deleteProperty(error, "stack");
    expect(describeFailure(withStack(error, ""))).toBe("Error: m");
  });

  it("says what was thrown in place of an error", () => {
    expect(describeFailure("out of memory")).toBe('"out of memory" was thrown');
    expect(describeFailure(new Map())).toBe("an instance of Map was thrown");
  });

  it.each<[what: string, thrown: unknown]>([
    ["whose prototype has no constructor", Object.create(Object.create(null) as object)],
    ["whose name is a symbol", { name: Symbol("n"), message: "m" }],
    ["whose stack is a number", { name: "N", message: "m", stack: 5 }],
    ["that refuses to be looked at", revoked.proxy],
  ])("is given for an object %s", (_what, thrown) => {
    expect(describeFailure(thrown)).toMatch(/ was thrown$/);
  });

  it("is a line of text whatever was thrown", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (thrown) => {
        const text = describeFailure(thrown);
        expect(text).not.toBe("");
        expect(text).not.toMatch(/[\r\n]/);
      }),
    );
  });
});
