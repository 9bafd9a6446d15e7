/** Ways to fail, in both worlds: what is thrown, or what is returned and does not fit. */
export const FAILURES = {
  validation: () => fail({ tag: "validation", val: "ä 🦊\0" }),
  conflict: () => fail({ tag: "conflict", val: "" }),
  "not-found": () => fail({ tag: "not-found", val: "nothing" }),
  unauthorized: () => fail({ tag: "unauthorized", val: "who?" }),
  internal: () => fail({ tag: "internal", val: "long ".repeat(10_000) }),
  "unknown tag": () => fail({ tag: "teapot", val: "x" }),
  "tag without text": () => fail({ tag: "conflict" }),
  "tag with a number": () => fail({ tag: "conflict", val: 5 }),
  error: () => fail(new Error("an error")),
  "type error": () => fail(new TypeError("a type error")),
  "error with a tag": () => fail(Object.assign(new Error("tagged"), { tag: "conflict", val: "v" })),
  "own class": () => fail(new OwnError("own")),
  string: () => fail("a string"),
  undefined: () => fail(undefined),
  null: () => fail(null),
  number: () => fail(5),
  symbol: () => fail(Symbol("s")),
  "object without prototype": () => fail(Object.create(null)),
  "hostile message": () =>
    fail({
      get message() {
        return fail("from message");
      },
    }),
  "hostile tag": () =>
    fail({
      get tag() {
        return fail("from tag");
      },
      val: "",
    }),
  "hostile proxy": () => fail(new Proxy({}, { get: () => fail("from proxy") })),
  "rejected promise": () => Promise.reject(new Error("rejected")),
  "rejected with a tag": () => Promise.reject({ tag: "conflict", val: "later" }),
  "never-settling promise": () => new Promise(() => undefined),
  "hostile then": () => ({ then: () => fail(new Error("from then")) }),
};

class OwnError extends RangeError {
  name = "OwnError";
}

function fail(thrown) {
  throw thrown;
}
