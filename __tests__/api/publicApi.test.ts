import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { apiReports, REPORTS } from "../../scripts/apiReport.js";
import { declarationProgram, undocumented, unexported } from "../../scripts/publicDeclarations.js";

const program = declarationProgram();
const reports = apiReports(program);

test.each([...reports])(
  "%s says what the entry declares; else run `npm run api:report`",
  (file, text) => {
    expect(readFileSync(join(REPORTS, file), "utf8")).toBe(text);
  },
);

test("there is no report of an entry that is none", () => {
  expect(readdirSync(REPORTS).sort()).toEqual([...reports.keys()].sort());
});

test("every type of this package that a public declaration names is exported", () => {
  expect([...unexported(program)]).toEqual([]);
});

test("every public declaration and every member has a sentence", () => {
  expect(undocumented(program)).toEqual([]);
});
