// Writes engine/src/layout.rs: sizes, alignments and offsets of all values of wit/decider.wit in
// linear memory, by the rules of the component model's canonical ABI.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const WIT = fileURLToPath(new URL("../wit/decider.wit", import.meta.url));
export const LAYOUT = fileURLToPath(new URL("../engine/src/layout.rs", import.meta.url));

/** Size and alignment in bytes; strings, lists and handles are addresses of 32 bits. */
const PRIMITIVES = {
  bool: { size: 1, align: 1 },
  u8: { size: 1, align: 1 },
  s32: { size: 4, align: 4 },
  u32: { size: 4, align: 4 },
  s64: { size: 8, align: 8 },
  u64: { size: 8, align: 8 },
  string: { size: 8, align: 4 },
  list: { size: 8, align: 4 },
  own: { size: 4, align: 4 },
  borrow: { size: 4, align: 4 },
};
/** Payloads begin behind the number of the case, which takes one byte in worlds as small as these. */
const DISCRIMINANT = 1;
const RECORD_KEYWORDS = ["record", "variant", "enum", "resource"];

const alignTo = (at, align) => Math.ceil(at / align) * align;
const constant = (name) => name.replace(/-/g, "_").toUpperCase();

/** Reads a document as far as layouts need it: named types, and the functions that pass them. */
function readWit(text) {
  const tokens = text.replace(/\/\/.*/g, "").match(/->|[%\w-]+|[{}()<>,:;=@./*]/g) ?? [];
  const types = new Map();
  const functions = [];
  let at = 0;
  const next = () => tokens[at++].replace(/^%/, "");
  const expect = (text) => {
    if (next() !== text) throw new Error(`"${text}" expected before "${tokens.slice(at, at + 5)}"`);
  };

  function readType() {
    const name = next();
    if (tokens[at] !== "<") return { name, parameters: [] };
    const parameters = [];
    do {
      at += 1;
      parameters.push(readType());
    } while (tokens[at] === ",");
    expect(">");
    return { name, parameters };
  }

  function readMembers(close) {
    const members = [];
    while (tokens[at] !== close) {
      const name = next();
      let type;
      if (tokens[at] === ":" || tokens[at] === "(") {
        const inParentheses = next() === "(";
        type = readType();
        if (inParentheses) expect(")");
      }
      members.push({ name, type });
      if (tokens[at] === ",") at += 1;
    }
    expect(close);
    return members;
  }

  function readFunction(name) {
    expect("func");
    expect("(");
    const parameters = readMembers(")");
    const result = tokens[at] === "->" ? (next(), readType()) : undefined;
    expect(";");
    functions.push({ name, parameters, result });
  }

  while (at < tokens.length) {
    const keyword = next();
    if (keyword === "resource") {
      const resource = next();
      types.set(resource, { keyword, members: [] });
      expect("{");
      while (tokens[at] !== "}") {
        const name = next();
        expect(":");
        readFunction(`${resource}-${name}`);
      }
      expect("}");
    } else if (RECORD_KEYWORDS.includes(keyword)) {
      const name = next();
      expect("{");
      types.set(name, { keyword, members: readMembers("}") });
    } else if (keyword === "export") {
      const name = next();
      expect(":");
      readFunction(name);
    } else if (keyword === "package" || keyword === "use") {
      while (next() !== ";");
    }
  }
  return { types, functions };
}

function modules({ types, functions }) {
  const made = new Map();

  const fields = (members) => {
    let at = 0;
    let align = 1;
    const constants = members.map(({ name, type }) => {
      const layout = layoutOf(type);
      at = alignTo(at, layout.align);
      const offset = at;
      at += layout.size;
      align = Math.max(align, layout.align);
      return [constant(name), "usize", offset];
    });
    return { size: alignTo(at, align), align, constants };
  };

  const cases = (members) => {
    const payloads = members.map(({ type }) => (type ? layoutOf(type) : { size: 0, align: 1 }));
    const payload = alignTo(DISCRIMINANT, Math.max(...payloads.map(({ align }) => align)));
    const align = Math.max(DISCRIMINANT, ...payloads.map((each) => each.align));
    const size = alignTo(payload + Math.max(...payloads.map((each) => each.size)), align);
    const constants = members.map(({ name }, index) => [constant(name), "u8", index]);
    if (payloads.some((each) => each.size > 0)) constants.push(["PAYLOAD", "usize", payload]);
    return { size, align, constants };
  };

  const keep = (name, layout) => {
    made.set(name.replace(/-/g, "_"), layout);
    return layout;
  };

  const described = ({ name, parameters }) => [name, ...parameters.map(described)].join("-");

  function layoutOf(type) {
    const { name, parameters } = type;
    if (name === "list") layoutOf(parameters[0]);
    if (name in PRIMITIVES) return PRIMITIVES[name];
    const declared = types.get(name);
    if (declared?.keyword === "resource") return PRIMITIVES.own;
    if (declared?.keyword === "record") return keep(name, fields(declared.members));
    if (declared !== undefined) return keep(name, cases(declared.members));
    const full = described(type);
    const numbered = parameters.map((each, index) => ({ name: `field-${index}`, type: each }));
    if (name === "tuple") return keep(full, fields(numbered));
    if (name === "option")
      return keep(full, cases([{ name: "none" }, { name: "some", type: parameters[0] }]));
    if (name === "result") {
      const [ok, error] = parameters;
      return keep(
        full,
        cases([
          { name: "ok", type: ok },
          { name: "error", type: error },
        ]),
      );
    }
    throw new Error(`the layout of ${name} is unknown`);
  }

  for (const { name, parameters, result } of functions) {
    for (const { type } of parameters) layoutOf(type);
    if (result) layoutOf(result);
    if (name === "evolve" || name === "decide") keep(`${name}-parameters`, fields(parameters));
  }
  return made;
}

/** The text of layout.rs for a WIT document. */
export function layoutSource(wit) {
  const lines = [
    "//! Where the values of wit/decider.wit lie in linear memory (canonical ABI).",
    "//! Generated by scripts/engineLayout.js; a test compares the two. Do not edit.",
    "#![allow(dead_code)]",
  ];
  const sorted = [...modules(readWit(wit))].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, { size, align, constants }] of sorted) {
    lines.push("", `pub mod ${name} {`);
    for (const [key, type, value] of [
      ["SIZE", "usize", size],
      ["ALIGN", "usize", align],
      ...constants,
    ]) {
      lines.push(`    pub const ${key}: ${type} = ${value};`);
    }
    lines.push("}");
  }
  return lines.join("\n") + "\n";
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(LAYOUT, layoutSource(readFileSync(WIT, "utf8")));
}
