import { STATE_CHANGE_ERROR_KINDS, StateChangeError } from "../../src/domain/index.js";

describe("a state change error", () => {
  test.each([
    ["validation", StateChangeError.validation("no")],
    ["conflict", StateChangeError.conflict("no")],
    ["not-found", StateChangeError.notFound("no")],
    ["unauthorized", StateChangeError.unauthorized("no")],
    ["internal", StateChangeError.internal("no")],
  ])("of kind %s has a factory, a message and a stack", (kind, error) => {
    expect(error).toBeInstanceOf(StateChangeError);
    expect(error).toBeInstanceOf(Error);
    expect(error.kind).toBe(kind);
    expect(error.message).toBe("no");
    expect(String(error)).toBe("StateChangeError: no");
    expect(error.stack).toContain("stateChangeError.test");
    expect(StateChangeError.is(error)).toBe(true);
  });

  test("has one of five kinds, in the order of the contract", () => {
    expect(STATE_CHANGE_ERROR_KINDS).toEqual([
      "validation",
      "conflict",
      "not-found",
      "unauthorized",
      "internal",
    ]);
  });

  test("keeps its cause", () => {
    const cause = new Error("disk");
    expect(StateChangeError.internal("failed", { cause }).cause).toBe(cause);
    expect(new StateChangeError("conflict", "failed", { cause }).cause).toBe(cause);
    expect(StateChangeError.internal("failed")).not.toHaveProperty("cause");
  });

  test("is recognised by its subclasses", () => {
    class InsufficientFunds extends StateChangeError {
      constructor() {
        super("conflict", "insufficient funds");
      }
    }
    expect(StateChangeError.is(new InsufficientFunds())).toBe(true);
  });

  test("is recognised across copies of the package, where instanceof is not enough", async () => {
    // A query makes the loader evaluate the module once more.
    const again = "../../src/domain/stateChangeError.js?copy";
    const copy = (await import(again)) as { StateChangeError: typeof StateChangeError };
    expect(copy.StateChangeError).not.toBe(StateChangeError);

    const foreign = copy.StateChangeError.conflict("no");
    expect(foreign).not.toBeInstanceOf(StateChangeError);
    expect(StateChangeError.is(foreign)).toBe(true);
    expect(copy.StateChangeError.is(StateChangeError.conflict("no"))).toBe(true);
  });

  test.each([
    [undefined],
    [null],
    ["conflict"],
    [new Error("no")],
    [{ name: "StateChangeError", kind: "conflict", message: "no" }],
  ])("is not %p", (value) => {
    expect(StateChangeError.is(value)).toBe(false);
  });
});
