// Changes of a WIT document, at random: records, variants, widths, orders and names.

const BLOCK = /^ {2}(record|variant|enum|resource) ([\w-]+) \{\n((?: {4}.*\n)+?) {2}\}\n/gm;
const WIDTHS = ["u8", "u16", "u32", "u64", "s32", "s64", "bool", "f64", "string"];

/** A document with one to three changes; `{ text, changes }`. */
export function mutated(random, text) {
  const changes = [];
  let changed = text;
  const count = random.integer(1, 3);
  for (let tries = 0; changes.length < count && tries < 50; tries++) {
    const [name, change] = random.pick(Object.entries(CHANGES));
    const result = change(random, changed);
    if (result === undefined || result === changed) continue;
    changed = result;
    changes.push(name);
  }
  return { text: changed, changes };
}

const CHANGES = {
  "two members exchanged": inBlock((random, lines) => {
    const [a, b] = [random.integer(0, lines.length - 1), random.integer(0, lines.length - 1)];
    [lines[a], lines[b]] = [lines[b], lines[a]];
  }),
  "a member renamed": inBlock((random, lines) => {
    const at = random.integer(0, lines.length - 1);
    lines[at] = lines[at].replace(/^( +%?)([\w-]+)/, "$1$2-other");
  }),
  "a width": inBlock((random, lines) => {
    const at = random.integer(0, lines.length - 1);
    lines[at] = lines[at].replace(/\b([us]\d+|bool|string)\b/, () => random.pick(WIDTHS));
  }),
  "a member more": inBlock((random, lines, kind) => {
    const line = { record: "    more: option<u8>,", variant: "    more(u64),", enum: "    more," };
    if (kind in line) lines.splice(random.integer(0, lines.length), 0, line[kind]);
  }),
  "a member less": inBlock((random, lines) => {
    if (lines.length > 1) lines.splice(random.integer(0, lines.length - 1), 1);
  }),
  "a type wrapped": inBlock((random, lines) => {
    const at = random.integer(0, lines.length - 1);
    lines[at] = lines[at].replace(/: ([^(]+?),/, `: ${random.pick(["option", "list"])}<$1>,`);
  }),
  "a type renamed": (random, text) => {
    const { name } = random.pick(blocks(text).filter(({ kind }) => kind !== "resource"));
    return text.replaceAll(new RegExp(`(?<![\\w-])${name}(?![\\w-])`, "g"), `${name}-renamed`);
  },
  "two declarations exchanged": (random, text) => {
    const all = blocks(text);
    const at = random.integer(0, all.length - 2);
    const [first, second] = [all[at], all[at + 1]];
    const [from, between] = [first.start, text.slice(first.end, second.start)];
    if (between.trim() !== "") return undefined;
    return text.slice(0, from) + second.whole + between + first.whole + text.slice(second.end);
  },
  "a parameter renamed": (random, text) => {
    const all = [...text.matchAll(/\((?=[\w-]+: )/g)];
    const { index } = random.pick(all);
    return `${text.slice(0, index + 1)}other-${text.slice(index + 1)}`;
  },
  "a width of a function": (random, text) => {
    const all = [...text.matchAll(/(?<=func\(.*)\b(u64|u32|string)\b/g)];
    const { index, 0: word } = random.pick(all);
    return text.slice(0, index) + random.pick(WIDTHS) + text.slice(index + word.length);
  },
  "a name for a width": (random, text) => {
    const { start, end, whole } = random.pick(blocks(text).filter(({ kind }) => kind === "record"));
    const alias = `width-${random.integer(0, 999)}`;
    const named = whole.replace(/\bu64\b/, alias);
    if (named === whole) return undefined;
    return `${text.slice(0, start)}  type ${alias} = u64;\n\n${named}${text.slice(end)}`;
  },
  "a comment and a gate": (random, text) => {
    const { start } = random.pick(blocks(text));
    return `${text.slice(0, start)}  /// { record /* more */ }\n  @since(version = 0.1.0)\n${text.slice(start)}`;
  },
  "a declaration that nothing uses": (random, text) => {
    const { start } = random.pick(blocks(text));
    return `${text.slice(0, start)}  record unused-${random.integer(0, 999)} { a: u8, b: u64 }\n\n${text.slice(start)}`;
  },
};

/** A change of the lines between a declaration's braces. */
function inBlock(change) {
  return (random, text) => {
    const { start, end, whole, kind, body } = random.pick(blocks(text));
    const lines = body.trimEnd().split("\n");
    change(random, lines, kind);
    return (
      text.slice(0, start) + whole.replace(body, () => `${lines.join("\n")}\n`) + text.slice(end)
    );
  };
}

function blocks(text) {
  return [...text.matchAll(BLOCK)].map(({ index, 0: whole, 1: kind, 2: name, 3: body }) => ({
    ...{ start: index, end: index + whole.length, whole, kind, name, body },
  }));
}
