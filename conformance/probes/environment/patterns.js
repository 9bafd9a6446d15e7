/** Patterns are made from text, because one that an engine cannot read would spoil the whole module. */
const pattern = (source, flags) => new RegExp(source, flags);
const match = (source, flags, text) => {
  const found = pattern(source, flags).exec(text);
  return found && [...found, found.index, { ...found.groups }];
};

export const PATTERNS = {
  "named groups": () => match("(?<year>\\d{4})-(?<month>\\d\\d)", "", "on 2024-05"),
  "duplicate named groups": () => match("(?<a>x)|(?<a>y)", "", "y"),
  "look-ahead": () => match("a(?=b)(?!bc)", "", "abd"),
  "look-behind": () => match("(?<=\\$)\\d+(?<!0)", "", "cost $105"),
  "back reference": () => match("(['\"]).*?\\1", "", `say "it's"`),
  "named back reference": () => match("(?<q>['\"]).*?\\k<q>", "", `say "it's"`),
  unicode: () => match("^.$", "u", "🦊"),
  "without unicode": () => match("^.$", "", "🦊"),
  "code point escapes": () => match("\\u{1f98a}", "u", "🦊"),
  "letters of Unicode": () => match("^\\p{L}+$", "u", "Łukasz渡辺"),
  "scripts of Unicode": () => match("\\p{Script=Greek}", "u", "aΩ"),
  "not of Unicode": () => match("\\P{Lu}", "u", "Äb"),
  "emoji sequences": () => match("^\\p{RGI_Emoji}$", "v", "👨‍👩‍👧"),
  "set notation": () => match("[\\p{L}--[a-z]]", "v", "abcÄ"),
  "ignoring case": () =>
    ["ſ", "K", "ǆ", "ß"].map((text) => pattern(text, "iu").test(text.toUpperCase())),
  "ignoring case without unicode": () => pattern("ä", "i").test("Ä"),
  "dot all": () => [pattern("a.b", "s").test("a\nb"), pattern("a.b").test("a\u2028b")],
  multiline: () => "a\nb\u2029c".match(pattern("^.", "gm")),
  sticky: () => {
    const sticky = pattern("a", "y");
    return [sticky.test("aab"), sticky.test("aab"), sticky.test("aab"), sticky.lastIndex];
  },
  indices: () =>
    pattern("a(?<b>b)", "d")
      .exec("xab")
      .indices.map(([from, to]) => [from, to]),
  "all matches": () => [..."a1b22".matchAll(/(\D)(\d+)/g)].map((found) => found[2]),
  "replace by groups": () => "2024-05".replace(/(?<y>\d+)-(?<m>\d+)/, "$<m>/$<y>/$2/$3"),
  "replace by function": () => "abc".replace(/b/, (...all) => JSON.stringify(all)),
  modifiers: () => match("(?i:a)b", "", "Ab"),
  "greedy and lazy": () => [match("a+?", "", "aaa"), match("a{2,}?", "", "aaa")],
  "empty loops": () => match("(?:a*)*b", "", "aab"),
  "captures in loops": () => match("(?:(a)|b)*", "", "ab"),
  "an unknown flag": () => pattern("a", "x"),
  "an unknown escape": () => pattern("\\p{Nope}", "u"),
  "an open group": () => pattern("("),
  flags: () => pattern("a", "dgimsuy").flags,
  source: () => [String(pattern("/")), String(pattern("")), pattern("\n").source],
  "an e-mail address": () =>
    ["a@b.c", "a.b+c@d-e.fg", "a@b", "ä@b.de"].map((text) =>
      /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(text),
    ),
};
