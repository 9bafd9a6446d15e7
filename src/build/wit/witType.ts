/** What a value of a document is: everything that decides where its parts lie in memory. */
export type WitType =
  | { readonly kind: "primitive"; readonly name: string }
  | { readonly kind: "list" | "option"; readonly of: WitType }
  | { readonly kind: "tuple"; readonly items: readonly WitType[] }
  | {
      readonly kind: "result";
      readonly ok: WitType | undefined;
      readonly error: WitType | undefined;
    }
  | { readonly kind: "record"; readonly name: string; readonly members: readonly WitMember[] }
  | { readonly kind: "variant"; readonly name: string; readonly members: readonly WitMember[] }
  | {
      readonly kind: "enum" | "flags";
      readonly name: string;
      readonly members: readonly WitMember[];
    }
  /** A handle; without a word, a resource is handed over. */
  | { readonly kind: "own" | "borrow"; readonly resource: string; readonly isSpelled: boolean }
  /** Of another package, or in words that this reader does not know. */
  | { readonly kind: "unknown"; readonly text: string };

/** A field of a record, or a case of a variant; of a case the type may be missing. */
export interface WitMember {
  readonly name: string;
  readonly type: WitType | undefined;
}

export interface WitFunction {
  /** `decide`, or `database.view-state` for a method. */
  readonly name: string;
  /** Without `self`. */
  readonly parameters: readonly WitMember[];
  readonly result: WitType | undefined;
}

/** A type as a document would write it, in which declared types have their names. */
export function witTypeText(type: WitType): string {
  switch (type.kind) {
    case "primitive":
    case "record":
    case "variant":
    case "enum":
    case "flags":
      return type.name;
    case "list":
    case "option":
      return `${type.kind}<${witTypeText(type.of)}>`;
    case "tuple":
      return `tuple<${type.items.map(witTypeText).join(", ")}>`;
    case "result":
      return resultText(type.ok, type.error);
    case "own":
    case "borrow":
      return type.isSpelled ? `${type.kind}<${type.resource}>` : type.resource;
    case "unknown":
      return type.text;
  }
}

function resultText(ok: WitType | undefined, error: WitType | undefined): string {
  const first = ok === undefined ? "_" : witTypeText(ok);
  if (error !== undefined) return `result<${first}, ${witTypeText(error)}>`;
  return ok === undefined ? "result" : `result<${first}>`;
}
