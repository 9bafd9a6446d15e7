import { scanEmittedEvents } from "../../src/build/scan/index.js";

const emitted = (code: string) =>
  scanEmittedEvents(code, (line, column) => ({ file: "src/code.ts", line, column }));

describe("scanEmittedEvents", () => {
  it("finds the calls with their classes and places", () => {
    const code = `class AccountDebited {}
export function decide(x) {
  return [event(AccountDebited, { x }), event$1(AccountDebited$1, {}, { stream: "b" })];
}`;
    expect(emitted(code)).toEqual([
      {
        className: "AccountDebited",
        where: { file: "src/code.ts", line: 3, column: 11 },
        namesStream: false,
        namesSubject: false,
      },
      {
        className: "AccountDebited",
        where: { file: "src/code.ts", line: 3, column: 41 },
        namesStream: true,
        namesSubject: false,
      },
    ]);
  });

  it.each([
    ["event(A, {})", false],
    ["event(A, {}, {})", false],
    ["event(A, {}, { subject: 's' })", false],
    ["event(A, {}, { stream: 's' })", true],
    ["event(A, {}, { 'stream': 's' })", true],
    ["event(A, {}, { stream })", true],
    ["event(A, {}, { [name]: 's' })", true],
    ["event(A, {}, { ...options })", true],
    ["event(A, {}, options)", true],
    ["event(A, {}, ...rest)", true],
  ])("tells of `%s` whether it may name a stream: %s", (call, namesStream) => {
    expect(emitted(`export const run = () => ${call};`)).toMatchObject([{ namesStream }]);
  });

  it.each([
    ["another function", "prevent(A, {}); events(A, {});"],
    ["a method", "bus.event(A, {});"],
    ["a parameter of that name", "const on = (event) => event(A, {});"],
    ["a class that is not known by name", "event(classes.A, {}); event(pick(), {});"],
    ["a class that comes as a parameter", "const emit = (type) => event(type, {});"],
    ["no arguments", "event(); event(...args);"],
  ])("passes over %s", (_, code) => {
    expect(emitted(code)).toEqual([]);
  });
});
