import type { Class } from "../domain/index.js";
import { record } from "./registry.js";
import type { MisplacedRecord } from "./records.js";
import type { SourceLocation } from "./sourceLocation.js";

/** A decorated member: the prototype that it stands on, and its name. */
export interface MemberPlace {
  readonly prototype: object;
  readonly member: string;
}

/**
 * The class that a class decorator was applied to. Records the misuse and gives `undefined` when it
 * was applied to something else, or by a compiler without `experimentalDecorators`.
 */
export function decoratedClass(
  name: string,
  args: readonly unknown[],
  where: SourceLocation | undefined,
): Class | undefined {
  const [target, second] = args;
  const standard = isStandardContext(second);
  if (!standard && typeof target === "function" && args.length === 1) return target as Class;
  const legacy = typeof args[2] === "number" ? "parameter" : "wrong-kind";
  recordMisplaced(
    name,
    target,
    standard ? undefined : second,
    standard ? "standard-decorators" : legacy,
    where,
  );
  return undefined;
}

/** As {@link decoratedClass}, for decorators of methods and properties. */
export function decoratedMember(
  name: string,
  args: readonly unknown[],
  where: SourceLocation | undefined,
): MemberPlace | undefined {
  const [target, member, index] = args;
  if (typeof index === "number") {
    recordMisplaced(name, ownerOf(target), member, "parameter", where);
    return undefined;
  }
  if (typeof target === "object" && target !== null && typeof member === "string") {
    return { prototype: target, member };
  }
  if (isStandardContext(member)) {
    recordMisplaced(name, undefined, member.name, "standard-decorators", where);
  } else if (typeof target === "function" && args.length > 1) {
    recordMisplaced(name, target, member, "static-member", where);
  } else {
    recordMisplaced(name, target, member, "wrong-kind", where);
  }
  return undefined;
}

/** The class of a prototype, or the class itself. */
function ownerOf(target: unknown): unknown {
  return typeof target === "object" && target !== null ? target.constructor : target;
}

function recordMisplaced(
  name: string,
  target: unknown,
  member: unknown,
  because: MisplacedRecord["because"],
  where: SourceLocation | undefined,
): void {
  const className = typeof target === "function" ? target.name : undefined;
  const memberName =
    typeof member === "string" || typeof member === "symbol" ? String(member) : undefined;
  record({ decorator: "misplaced", name, className, member: memberName, because }, where);
}

/** TC39 decorators get a context object as their second argument; legacy ones a key, or nothing. */
function isStandardContext(value: unknown): value is { kind: string; name: unknown } {
  return typeof value === "object" && value !== null && "kind" in value && "name" in value;
}

/**
 * Whether a decorator's factory was applied as the decorator itself: `@On` instead of `@On()`. Then
 * its arguments are those of a decorator; it records that, and must return nothing.
 */
export function isWithoutParentheses(
  name: string,
  args: readonly unknown[],
  where: SourceLocation | undefined,
): boolean {
  const [target, member] = args;
  const ofMember =
    typeof target === "object" &&
    target !== null &&
    typeof member === "string" &&
    !Array.isArray(target);
  const ofClass = CLASS_DECORATORS.has(name) && typeof target === "function" && args.length === 1;
  if (!ofMember && !ofClass) return false;
  const owner = typeof target === "function" ? target : target.constructor;
  recordMisplaced(name, owner, member, "no-parentheses", where);
  return true;
}

const CLASS_DECORATORS = new Set(["DomainEvent", "StateView", "Command"]);

/** What a decorator that was applied without parentheses returns: anything else would replace its target. */
export const nothing = undefined as never;
