import { execFileSync } from "node:child_process";

interface Bundled {
  readonly code: string;
  readonly gzipped: number;
  readonly imports: readonly string[];
  readonly modules: readonly string[];
}

// In a process of its own: the bundler does not take values of a test's realm.
const { own, whole } = JSON.parse(
  execFileSync(process.execPath, ["scripts/clientSize.js", "--json"], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  }),
) as { own: Bundled; whole: Bundled };

describe("the entry for browsers", () => {
  it("pulls in no module of Node, no gRPC and no protobuf", () => {
    expect(whole.imports).toEqual([]);
    expect(whole.modules.filter((id) => /@grpc|@bufbuild|protocol\/gen/.test(id))).toEqual([]);
    // class-transformer asks whether there is a `Buffer` before it uses it.
    expect(/\b(?:Buffer|process|require|__dirname)\b/.test(own.code)).toBe(false);
    expect(whole.modules.some((id) => id.endsWith("client/rest/index.ts"))).toBe(true);
  });

  it("makes no code at run time, which a page's rules of content may forbid", () => {
    expect(/\bnew Function\b|\beval\(/.test(whole.code)).toBe(false);
  });

  it("has the one storage of class-transformer that its decorators write to", () => {
    const storages = whole.modules.filter((id) => /class-transformer.*[/\\]storage\.js$/.test(id));
    expect(storages).toHaveLength(1);
    expect(storages[0]).toContain("esm5");
  });

  it("has at most 25 kB gzipped; with class-transformer and class-validator at most 32", () => {
    expect(own.imports.length).toBeGreaterThan(0);
    expect(own.gzipped).toBeGreaterThan(10_000);
    expect(own.gzipped).toBeLessThanOrEqual(25_000);
    expect(whole.gzipped).toBeLessThanOrEqual(32_000);
  });
});
