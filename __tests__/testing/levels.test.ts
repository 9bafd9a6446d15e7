import { levelSetting } from "../../src/testing/level.js";
import { levelsProblem } from "../../src/testing/levelsProblem.js";

describe("the level of specifications", () => {
  it.each<[env: Record<string, string>, setting: unknown]>([
    [{}, { level: "process" }],
    [{ EVIDENTSOURCE_LEVEL: "" }, { level: "process" }],
    [{ EVIDENTSOURCE_LEVEL: "process" }, { level: "process" }],
    [{ EVIDENTSOURCE_LEVEL: "components" }, { level: "components", dist: "dist" }],
    [
      { EVIDENTSOURCE_LEVEL: "components", EVIDENTSOURCE_DIST: "build" },
      { level: "components", dist: "build" },
    ],
  ])("by %p is %p", (env, setting) => {
    expect(levelSetting(env)).toEqual(setting);
  });

  it("may be a server", () => {
    const env = { EVIDENTSOURCE_LEVEL: "http://localhost:3000", EVIDENTSOURCE_TOKEN: "t" };
    expect(levelSetting(env)).toEqual({
      level: "server",
      url: "http://localhost:3000",
      token: "t",
      dist: "dist",
    });
  });

  it("is one of those that there are", () => {
    expect(() => levelSetting({ EVIDENTSOURCE_LEVEL: "wasm" })).toThrow(
      'EVIDENTSOURCE_LEVEL is "wasm"; it must be process, components, or the URL of a server',
    );
  });
});

describe("a specification at both levels", () => {
  it("holds where both say so", () => {
    expect(levelsProblem({ inProcess: undefined, components: undefined })).toBeUndefined();
  });

  const refused = { kind: "difference", text: "it was refused" } as const;

  it("fails as it does in process where both say so", () => {
    const other = { kind: "difference", text: "b" } as const;
    expect(levelsProblem({ inProcess: refused, components: other })).toBe(refused);
  });

  it.each([
    [undefined, refused],
    [refused, undefined],
  ])("is a defect of this package where one says %p and the other %p", (inProcess, components) => {
    const problem = levelsProblem({ inProcess, components });
    const holds = "the specification holds";
    expect(problem?.kind).toBe("fault");
    expect(problem?.text).toContain("a defect of evidentsource-functions");
    expect(problem?.text).toContain(`In process: ${inProcess?.text ?? holds}`);
    expect(problem?.text).toContain(`The built component: ${components?.text ?? holds}`);
  });

  it("is none where the build is older than the sources: that is said, with both answers", () => {
    const stale = ["src/a.ts", "src/b.ts"];
    const problem = levelsProblem({ inProcess: undefined, components: refused, stale });
    expect(problem?.text).toContain(
      "The build is older than the sources: src/a.ts and 1 more have",
    );
    expect(problem?.text).toContain("Run `npm run build` (or `esf build`) and test again.");
    expect(problem?.text).toContain("The built component: it was refused");
    expect(problem?.text).not.toContain("defect");
  });
});
