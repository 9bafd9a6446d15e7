import { withoutGates, type WitItem } from "./syntax.js";
import { TokenReader } from "./tokenReader.js";
import type { WitFunction, WitMember, WitType } from "./witType.js";

/** An interface or a world, in which names of types have a meaning. */
export class WitScope {
  readonly #holder: WitItem;
  readonly #interfaces: ReadonlyMap<string, WitScope>;
  readonly #known = new Map<string, WitType>();
  readonly #package: string;

  /**
   * @param interfaces - all of the document, by their names.
   * @param ownPackage - `namespace:name` of the document.
   */
  constructor(holder: WitItem, interfaces: ReadonlyMap<string, WitScope>, ownPackage: string) {
    this.#holder = holder;
    this.#interfaces = interfaces;
    this.#package = ownPackage;
  }

  /** The functions that it declares or exports, and those of its resources. */
  functions(): readonly WitFunction[] {
    return this.#holder.items.flatMap((item) => {
      if (item.keyword === "resource")
        return item.items
          .filter(({ keyword }) => keyword === "func")
          .map((method) => this.#function(method, `${item.name}.${method.name}`));
      return isFunction(item) ? [this.#function(item, item.name)] : [];
    });
  }

  /** What a name stands for. */
  named(name: string): WitType {
    const known = this.#known.get(name) ?? this.#declared(name);
    this.#known.set(name, known);
    return known;
  }

  #declared(name: string): WitType {
    if (PRIMITIVES.has(name)) return { kind: "primitive", name };
    const item = this.#holder.items.find(
      (candidate) => DECLARING.has(candidate.keyword) && candidate.name === name,
    );
    if (item !== undefined) return this.#declaration(item);
    for (const use of this.#holder.items.filter(({ keyword }) => keyword === "use")) {
      const { from, package: ofPackage = this.#package, names } = readUse(use);
      const original = names.get(name);
      const scope = this.#interfaces.get(from);
      if (original === undefined || scope === undefined || ofPackage !== this.#package) continue;
      return scope.named(original);
    }
    return { kind: "unknown", text: name };
  }

  #declaration({ keyword, name, tokens }: WitItem): WitType {
    if (keyword === "resource") return { kind: "own", resource: name, isSpelled: false };
    const reader = new TokenReader(withoutGates(tokens));
    reader.next();
    reader.name();
    if (keyword === "type") {
      reader.expect("=");
      return this.#type(reader);
    }
    reader.expect("{");
    const members = reader.list("}", () => this.#member(reader));
    return { kind: keyword as "record" | "variant" | "enum" | "flags", name, members };
  }

  #function({ tokens }: WitItem, name: string): WitFunction {
    const reader = new TokenReader(withoutGates(tokens));
    while (!reader.take("func")) reader.next(`"func"`);
    reader.expect("(");
    const parameters = reader.list(")", () => this.#member(reader));
    const result = reader.take("-", ">") ? this.#type(reader) : undefined;
    return { name, parameters, result };
  }

  /** `name`, `name: type` or `name(type)`. */
  #member(reader: TokenReader): WitMember {
    const name = reader.name();
    if (reader.take(":")) return { name, type: this.#type(reader) };
    if (!reader.take("(")) return { name, type: undefined };
    const type = this.#type(reader);
    reader.expect(")");
    return { name, type };
  }

  #type(reader: TokenReader): WitType {
    const word = reader.next("a type");
    const arguments_ = reader.take("<")
      ? reader.list(">", () => (reader.take("_") ? undefined : this.#type(reader)))
      : [];
    const [first, second] = arguments_;
    if (word === "result") return { kind: "result", ok: first, error: second };
    if (word === "tuple")
      return { kind: "tuple", items: arguments_.filter((item) => item !== undefined) };
    if ((word === "list" || word === "option") && first !== undefined && second === undefined)
      return { kind: word, of: first };
    if ((word === "own" || word === "borrow") && first?.kind === "own")
      return { kind: word, resource: first.resource, isSpelled: true };
    if (arguments_.length > 0) return { kind: "unknown", text: `${word}<…>` };
    return this.named(word.replace(/^%/, ""));
  }
}

/** All types that have no parts, of the component model's own. */
const PRIMITIVES: ReadonlySet<string> = new Set([
  ...["bool", "u8", "u16", "u32", "u64", "s8", "s16", "s32", "s64"],
  ...["f32", "f64", "char", "string"],
]);

const DECLARING = new Set(["record", "variant", "enum", "flags", "resource", "type"]);

/** A function of an interface, or one that a world imports or exports. */
const isFunction = ({ keyword, tokens }: WitItem): boolean =>
  keyword === "func" ||
  ((keyword === "export" || keyword === "import") && tokens.some(({ text }) => text === "func"));

interface Use {
  /** The interface. */
  readonly from: string;
  /** Where another package may be meant: `namespace:name`. */
  readonly package?: string;
  /** What the names were before. */
  readonly names: ReadonlyMap<string, string>;
}

/** `use namespace:package/interface@1.0.0.{a, b as c};` */
function readUse({ tokens }: WitItem): Use {
  const rest = withoutGates(tokens);
  const open = rest.findIndex(({ text }) => text === "{");
  const path = rest
    .slice(1, open - 1)
    .map(({ text }) => text.replace(/^%/, ""))
    .join("")
    .replace(/@.*$/, "");
  const reader = new TokenReader(rest.slice(open + 1));
  const names = reader.list("}", () => {
    const original = reader.name();
    return [reader.take("as") ? reader.name() : original, original] as const;
  });
  const [ofPackage, from] = path.split("/");
  return from === undefined
    ? { from: path, names: new Map(names) }
    : { from, package: ofPackage ?? "", names: new Map(names) };
}
