import { found, scan } from "./scanning.js";

const suppliesOf = (code: string, engine: "quickjs" | "starlingmonkey" = "quickjs"): string[] => [
  ...scan(code, "state-change", engine).supplies,
];

describe("addresses are brought along with quickjs", () => {
  it.each([
    "export const run = (x) => new URL(x).host;",
    "export const run = (x) => x instanceof URL;",
    "export const run = (x) => URL.canParse(x);",
    "export const run = (x) => new globalThis.URL(x).host;",
    "export const run = (x) => new self['URLSearchParams'](x).get('a');",
    "const { URL: Address } = globalThis; export const run = (x) => new Address(x);",
    "export const run = (x) => (typeof URL === 'function' ? new URL(x).host : x);",
    "export const run = () => typeof URLSearchParams;",
    "// node_modules/lib/index.js\nexport const run = (x) => new URLSearchParams(x);",
  ])("%s", (code) => {
    expect(suppliesOf(code)).toEqual(["build/supplied/url"]);
    expect(found(code, "state-change", "quickjs")).toEqual([]);
  });

  it("once, whatever is used of them", () => {
    const code = "export const run = (x) => [new URL(x), new URLSearchParams(x)];";
    expect(suppliesOf(code)).toEqual(["build/supplied/url"]);
  });

  it.each([
    "export const run = (x) => x.URL;",
    "export const run = () => ({ URL: 1 });",
    "class URL {} export const run = () => new URL();",
    "export const run = (URL) => URL.host;",
    "export const run = () => 'new URL(x)';",
  ])("but not for `%s`", (code) => {
    expect(suppliesOf(code)).toEqual([]);
  });

  it("and never with starlingmonkey, which has them", () => {
    const code = "export const run = (x) => new URL(x).host;";
    expect(suppliesOf(code, "starlingmonkey")).toEqual([]);
    expect(found(code)).toEqual([]);
  });
});
