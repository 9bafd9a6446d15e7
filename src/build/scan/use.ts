import { isClass, sourceName, keyName, type Node } from "./syntaxTree.js";
import type { EngineName } from "../../artifact/index.js";
import { isConditional, runsAtLoad, wrapperOf } from "./loadTime.js";

/** What is the matter with a use of something that components lack, or have in their own way. */
export type UseKind =
  /** The engine does not have it. */
  | "lacking"
  /** The engine does not have it, but the bundle can bring it along. */
  | "supplied"
  /** A module that is not part of the bundle. */
  | "module"
  /** A regular expression that breaks the whole bundle. */
  | "syntax"
  /** The engine has it, but it knows no locales. */
  | "locale"
  /** It tells when memory is cleared. */
  | "garbage"
  | "clock"
  | "randomness";

/** A place in a bundle that uses something of interest. */
export interface Use {
  readonly kind: UseKind;
  /** As the author wrote it, for a message: `Date.now()`. */
  readonly what: string;
  /** What to do instead, for `lacking` and `module`. */
  readonly remedy: string;
  /** The engine that has it, for `lacking` and `syntax`. */
  readonly elsewhere?: EngineName | undefined;
  /** Offset in the bundle. */
  readonly start: number;
  /** Other places that tell where it comes from. */
  readonly references?: readonly number[];
  /** Whether it is a global by itself, whose absence throws; members only are undefined. */
  readonly isGlobal?: boolean | undefined;
  /** Whether it only may be what it looks like. */
  readonly doubtful?: boolean;
  /** Whether it is called while the module loads. */
  readonly calledAtLoad: boolean;
  /** Whether it is read while the module loads. */
  readonly readAtLoad: boolean;
  /** Whether it stands where the loading of the bundle always comes to. */
  readonly isCertain: boolean;
  /** The function that the bundler wrapped its module in, which may never be called. */
  readonly wrapper?: string | undefined;
  readonly className: string | undefined;
  readonly member: string | undefined;
}

/** A use at the last node of the path. */
export function useAt(
  path: readonly Node[],
  what: Pick<Use, "kind" | "what"> &
    Partial<Pick<Use, "remedy" | "elsewhere" | "doubtful" | "isGlobal">>,
  called: boolean,
): Use {
  return {
    remedy: "",
    ...what,
    start: path.at(-1)?.start ?? 0,
    calledAtLoad: called && runsAtLoad(path),
    readAtLoad: runsAtLoad(path),
    isCertain: runsAtLoad(path) && !isConditional(path),
    wrapper: wrapperOf(path),
    ...enclosing(path),
  };
}

/** The class and the method or field around a place. */
export function enclosing(path: readonly Node[]): Pick<Use, "className" | "member"> {
  const at = path.findLastIndex(isClass);
  const node = path[at];
  if (node === undefined || !isClass(node)) return { className: undefined, member: undefined };
  const parent = path[at - 1];
  const variable =
    parent?.type === "VariableDeclarator" && parent.id.type === "Identifier" ? parent.id : null;
  const name = (node.id ?? variable)?.name;
  const element = path[at + 2];
  const member =
    element?.type === "MethodDefinition" || element?.type === "PropertyDefinition"
      ? keyName(element.key, element.computed)
      : undefined;
  return {
    className: name === undefined ? undefined : sourceName(name),
    // A compiler moves the initialisers of fields into the constructor.
    member: member === "constructor" ? undefined : member,
  };
}
