import { found } from "./scanning.js";

describe("at load time it is an error to call", () => {
  it.each([
    ["Math.random()", "Math.random()"],
    ["crypto.randomUUID()", "crypto.randomUUID()"],
    ["performance.now()", "performance.now()"],
    ["setTimeout(() => {}, 0)", "setTimeout()"],
    ["setInterval(() => {}, 0)", "setInterval()"],
    ["fetch('https://example.org')", "fetch()"],
    ["globalThis.fetch('https://example.org')", "fetch()"],
    ["Date.now()", "Date.now()"],
    ["new Date()", "new Date()"],
    ["Date()", "Date()"],
  ])("%s", (expression, what) => {
    const code = `export const value = ${expression};`;
    expect(found(code, "state-view")).toEqual([`error ESF503 ${what}`]);
    expect(found(code, "state-change")).toEqual([`error ESF503 ${what}`]);
  });
});

describe("load time is", () => {
  it.each([
    ["a static field", "class A { static x = Math.random(); }"],
    ["a static block", "class A { static { Math.random(); } }"],
    ["a superclass", "class A extends mixin(Math.random()) {}"],
    ["a computed name", "class A { [Math.random()]() {} }"],
    ["an argument of a decorator", "__decorate([Max(Math.random())], A.prototype, 'x');"],
    ["a block", "if (true) { Math.random(); }"],
    ["a function that is called where it stands", "(() => { Math.random(); })();"],
    ["a function that is called through call", "(function () { Math.random(); }).call(this);"],
    [
      "the function of an enum",
      "var E; (function (E) { E[E.A = Math.random()] = 'A'; })(E ||= {});",
    ],
    ["a wrapped module", "var require_x = __commonJSMin((exports) => { Math.random(); });"],
    ["the value of an export", "export default Math.random();"],
  ])("%s", (_, code) => {
    expect(found(code)).toEqual(["error ESF503 Math.random()"]);
  });
});

describe("later runs", () => {
  it.each([
    ["a function", "export function run() { return Math.random(); }"],
    ["an arrow function", "export const run = () => Math.random();"],
    ["a default of a parameter", "export const run = (x = Math.random()) => x;"],
    ["a method", "class A { run() { return Math.random(); } }"],
    ["a static method", "class A { static run() { return Math.random(); } }"],
    ["an accessor", "class A { get x() { return Math.random(); } }"],
    ["a constructor", "class A { constructor() { this.x = Math.random(); } }"],
    ["a field of an instance", "class A { x = Math.random(); #y = Math.random(); }"],
    ["a function within a static field", "class A { static run = () => Math.random(); }"],
    [
      "a function in a decorator's argument",
      "__decorate([Type(() => Math.random())], A.prototype);",
    ],
    ["what is named but not called", "export const random = Math.random;"],
    ["what is taken out of its object", "export const { randomUUID } = crypto;"],
  ])("%s", (_, code) => {
    expect(found(code)).toEqual([]);
  });
});

it("lacking functions that are only named at load time are lacking", () => {
  expect(found("export const later = setTimeout;")).toEqual(["error ESF501 setTimeout"]);
});
