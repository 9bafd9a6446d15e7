import { execFileSync } from "node:child_process";

interface Bundled {
  readonly code: string;
  readonly gzipped: number;
  readonly imports: readonly string[];
  readonly modules: readonly string[];
  readonly first: {
    readonly code: string;
    readonly modules: readonly string[];
    readonly gzipped: number;
    readonly loads: readonly string[];
  };
}

// In a process of its own: the bundler does not take values of a test's realm.
const { withoutClasses, classes, withClasses } = JSON.parse(
  execFileSync(process.execPath, ["scripts/clientSize.js", "--json"], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  }),
) as Readonly<Record<"withoutClasses" | "classes" | "withClasses", Bundled>>;

const LIBRARIES = /[/\\](?:class-transformer|class-validator|reflect-metadata)[/\\]/;

describe("the entry for browsers", () => {
  it("pulls in no module of Node, no gRPC and no protobuf", () => {
    expect(withClasses.imports).toEqual([]);
    expect(withClasses.modules.filter((id) => /@grpc|@bufbuild|protocol\/gen/.test(id))).toEqual(
      [],
    );
    // class-transformer, which is loaded later, asks whether there is a `Buffer` before it uses it.
    expect(/\b(?:Buffer|process|require|__dirname)\b/.test(withoutClasses.first.code)).toBe(false);
    expect(withClasses.modules.some((id) => id.endsWith("client/rest/index.ts"))).toBe(true);
  });

  it("makes no code at run time, which a page's rules of content may forbid", () => {
    expect(/\bnew Function\b|\beval\(/.test(withClasses.code)).toBe(false);
  });

  it("has the one storage of class-transformer that its decorators write to", () => {
    const storages = withClasses.modules.filter((id) =>
      /class-transformer.*[/\\]storage\.js$/.test(id),
    );
    expect(storages).toHaveLength(1);
    expect(storages[0]).toContain("esm5");
  });

  it("loads what reads and writes classes only when there is a class", () => {
    expect(withoutClasses.first.loads).toEqual([]);
    expect(withoutClasses.first.modules.filter((id) => LIBRARIES.test(id))).toEqual([]);
    expect(withoutClasses.modules.filter((id) => LIBRARIES.test(id))).not.toEqual([]);
  });

  it("has at most 25 kB gzipped without the author's classes, all libraries counted", () => {
    const { gzipped } = withoutClasses.first;
    expect(gzipped).toBeGreaterThan(10_000);
    expect(gzipped).toBeLessThanOrEqual(25_000);
  });

  it("adds at most 27 kB to a page that has classes, with the libraries that they did not bring", () => {
    expect(classes.modules.some((id) => id.includes("class-validator"))).toBe(true);
    expect(withClasses.gzipped - classes.gzipped).toBeLessThanOrEqual(27_000);
  });
});
