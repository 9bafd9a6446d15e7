import { hiddenFieldsIn } from "../../../src/codec/state/classText.js";

describe("what a class's text hides", () => {
  test.each<[string, string, readonly string[]]>([
    ["a private field", "class A { #n = 0; m() { this.#n += 1; } }", ["#n"]],
    ["a field without a value", "class A { #n\n other = 1 }", ["#n"]],
    ["several in one line", "class A{#a;#b=2;c=3}", ["#a", "#b"]],
    ["an accessor", "class A { accessor count = 0; }", ["accessor count"]],
    [
      "an accessor as TypeScript compiles it",
      "class A { #count_accessor_storage = 0; get count() { return this.#count_accessor_storage; } }",
      ["accessor count"],
    ],
    ["fields lowered to maps", "class A { constructor() { _A_n.set(this, 0); } }", ["A_n"]],
    [
      "fields lowered by esbuild",
      "class A { constructor() { __privateAdd(this, _n, 0); } }",
      ["n"],
    ],
    ["private methods hide nothing", "class A { #m() { return 1; } get #x() { return 2; } }", []],
    ["static fields are no instance's", "class A { static #cache = new Map(); static x = 1 }", []],
    ["uses are no fields", "class A { n = B.read(this.#n); is(o) { return #n in o; } }", []],
    [
      "texts",
      "class A { a = '#n = 0; '; b = `${{ c: `#d` }.c} #e`; /* #f = 1; */ g = 1 // #h\n }",
      [],
    ],
    ["patterns", "class A { a = /[/#b]'#c;/g; d = 4 / 2; e = '#f' / 1; }", []],
    ["what inner classes have is theirs", "class A { m() { return class { #n = 1 }; } }", []],
    ["no class at all", "function A() { this.n = '#x'; }", []],
  ])("%s", (_what, text, expected) => {
    expect(hiddenFieldsIn(text)).toEqual(expected);
  });
});
