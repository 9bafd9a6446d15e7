import { scan } from "./scanning.js";

const warned = (code: string, kind?: "state-view" | "state-change") =>
  scan(code, kind).diagnostics.filter(({ code: name }) => name === "ESF305");

describe("a view that is read by name", () => {
  it("is warned of, with its class, member and place, and what to write instead", () => {
    const code = `class Withdraw {
  decide(db) {
    return db.viewState("account-summary", 1n, []);
  }
}
export const x = Withdraw;`;
    expect(warned(code)).toEqual([
      {
        code: "ESF305",
        severity: "warning",
        className: "Withdraw",
        member: "decide",
        where: { file: "src/code.ts", line: 3, column: 12 },
        cause:
          "A view is read by name, so its selector is not known and no append condition is derived from this read.",
        remedy:
          'Read it by its class, or return { events, conditions } with a condition for what it selects, and write @Decide({ consistency: "explicit" }).',
      },
    ]);
  });

  it.each([
    ["a text", "db.viewState('other', version)"],
    ["a template", "db['viewState'](`other`, version)"],
    ["a version", "db.speculate([]).viewState(NAME, 2n)"],
    ["an optional call", "db?.viewState('other', 1n)"],
  ])("is seen by %s", (_, call) => {
    expect(warned(`export const read = (db, version, NAME) => ${call};`)).toHaveLength(1);
  });

  it.each([
    ["a view by class", "db.viewState(Summary, { id: 1 })"],
    ["a function of that name", "viewState('other', 1n)"],
    ["another method", "db.view('other')"],
  ])("is not %s", (_, call) => {
    expect(warned(`export const read = (db, Summary) => ${call};`)).toEqual([]);
  });

  it("is passed over in libraries and where nothing is derived", () => {
    const call = "export const read = (db) => db.viewState('other', 1n);";
    expect(warned(`// lib/x.js\n${call}`)).toEqual([]);
    expect(warned(call, "state-view")).toEqual([]);
  });
});
