import { withMemberPlace } from "../../src/build/discover/memberPlace.js";
import { scanSource, type ClassShape } from "../../src/build/scan/index.js";
import type { Diagnostic } from "../../src/model/diagnostic.js";

const shapes: readonly ClassShape[] = [
  ...scanSource(
    `import { Basis as Base } from "./b.js";
@DomainEvent("opened")
export class Opened extends Base {
  @IsInt() amount!: number;
  at!: Date;
  done() {}
}
class Twice { a = 1; }
`,
    "a.ts",
  ).classes,
  ...scanSource(
    `export class Basis {
  static note = 1;
  note!: Map<string, Date>;
}
class Twice { a = 1; }
`,
    "b.ts",
  ).classes,
];

const placed = (className: string, member: string | undefined, file = "a.ts", line = 2): string => {
  const problem: Diagnostic = {
    code: "ESF402",
    severity: "error",
    className,
    member,
    where: { file, line, column: 2 },
    cause: "",
    remedy: "",
  };
  const { where } = withMemberPlace(problem, shapes);
  return `${String(where?.file)}:${String(where?.line)}:${String(where?.column)}`;
};

describe("the place of a diagnostic", () => {
  it.each([
    ["a property", "Opened", "at", "a.ts:5:3"],
    ["a property behind its decorators", "Opened", "amount", "a.ts:4:12"],
    ["an inherited property, under the name that the module imports", "Opened", "note", "b.ts:3:3"],
    ["a class that another holds", "Basis", undefined, "b.ts:1:14"],
    ["a property of a class that another holds", "Basis", "note", "b.ts:3:3"],
    ["a class whose name two have: the one in the file", "Twice", "a", "a.ts:8:15"],
  ])("is that of %s", (_, className, member, place) => {
    expect(placed(className, member)).toBe(place);
  });

  it.each([
    ["the class itself has a better one", "Opened", undefined],
    ["the member is a method", "Opened", "done"],
    ["nothing in the sources is called so", "Opened", "unknown"],
    ["the class is not the project's", "Stranger", "a"],
  ])("stays where %s", (_, className, member) => {
    expect(placed(className, member)).toBe("a.ts:2:2");
  });

  it("stays where several classes could be meant", () => {
    expect(placed("Twice", "a", "c.ts")).toBe("c.ts:2:2");
  });
});
