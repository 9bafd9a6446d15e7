import { scan } from "./scanning.js";

describe("database functions are found", () => {
  it.each([
    ["as members", "db.view(A); db.revision;", ["view", "revision"]],
    ["as optional members", "db?.query(x)", ["query"]],
    ["for reading events by class", "db.events(Credited, selector)", ["events"]],
    [
      "as members by text",
      "db['viewState'](A); db?.[`atRevision`](1n);",
      ["viewState", "atRevision"],
    ],
    [
      "as destructured keys",
      "const { view, revision: r, 'query': q } = db;",
      ["view", "revision", "query"],
    ],
    ["as destructured parameters", "(({ speculate }) => speculate([]))(db);", ["speculate"]],
    ["as text", "call(db, 'atEffectiveTimestamp');", ["atEffectiveTimestamp"]],
    ["in speculations", "db.speculate(x).basis.createdAt", ["basis", "createdAt", "speculate"]],
  ])("%s", (_, statements, expected) => {
    const { databaseFunctions } = scan(`export function decide(db) { ${statements} }`);
    expect([...databaseFunctions].sort()).toEqual([...expected].sort());
  });
});

it.each([
  ["variables", "const view = 1; export const query = () => view;"],
  ["keys of objects", "export const x = { view: 1, query: 2 };"],
  ["methods", "export class A { view() {} static query() {} }"],
  [
    "names that every object has",
    "export const x = (o) => [o.constructor, o.toString, o['__proto__']];",
  ],
  ["longer texts", "export const x = 'a view';"],
  ["private members", "export class A { #view = 1; get() { return this.#view; } }"],
])("%s of the same name are no database functions", (_, code) => {
  expect([...scan(code).databaseFunctions]).toEqual([]);
});
