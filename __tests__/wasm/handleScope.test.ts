import { HandleScope } from "../../src/wasm/guest/handleScope.js";

function handle(name: string, log: string[], fails = false): object {
  const dispose = (): void => {
    log.push(name);
    if (fails) throw new Error(`${name} is gone already`);
  };
  return { [Symbol.dispose]: dispose };
}

describe("the scope of a call", () => {
  it("gives back what it is told to own", () => {
    const owned = handle("a", []);
    expect(new HandleScope().own(owned)).toBe(owned);
  });

  it("disposes what it owns when it closes, the newest first, and once", () => {
    const log: string[] = [];
    const scope = new HandleScope();
    for (const name of ["a", "b", "c"]) scope.own(handle(name, log));
    expect(log).toEqual([]);
    scope.close();
    scope.close();
    expect(log).toEqual(["c", "b", "a"]);
  });

  it("is open until it closes", () => {
    const scope = new HandleScope();
    expect(() => {
      scope.assertOpen();
    }).not.toThrow();
    scope.close();
    expect(() => {
      scope.assertOpen();
    }).toThrow(/only valid during the call that it was given to; do not keep it$/);
  });

  it("disposes everything, and closes in peace, when a handle cannot be disposed", () => {
    const log: string[] = [];
    const scope = new HandleScope();
    scope.own(handle("a", log));
    scope.own(handle("b", log, true));
    scope.own(undefined);
    scope.own(handle("c", log));
    expect(() => {
      scope.close();
    }).not.toThrow();
    expect(log).toEqual(["c", "b", "a"]);
  });

  it("leaves handles alone that need no disposal", () => {
    const scope = new HandleScope();
    const owned = scope.own({ name: "plain" });
    scope.close();
    expect(owned).toEqual({ name: "plain" });
  });
});
