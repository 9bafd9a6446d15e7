import type { Class } from "../domain/index.js";
import type { JsonForm, StateForm } from "./jsonForm.js";
import type { StateProblem } from "./stateProblem.js";

/** A rule that a property's value must keep, in class-validator's words. */
export interface RuleDescription {
  /** The name of the decorator, such as `isPositive`. */
  readonly name: string;
  /** The rule's arguments, as far as JSON can carry them. */
  readonly constraints?: readonly unknown[];
  /** Whether it holds for each element of an array. */
  readonly each?: true;
}

export interface PropertyDescription {
  readonly property: string;
  /** The property's name in JSON. */
  readonly wireName: string;
  readonly optional: boolean;
  readonly rules: readonly RuleDescription[];
  /** The class of the value or of its elements, where `@Type` names one. */
  readonly type: Class | undefined;
  /** What stands for it in JSON, as far as it is known. */
  readonly json?: JsonForm | undefined;
  /** What is wrong with the schema of its codec; goes on from "the schema". */
  readonly schemaProblem?: string | undefined;
  /** What a state has of it. */
  readonly inState?: StateForm;
  /** Present where neither direction carries it, so that JSON never has it. */
  readonly stays?: true;
  /** The classes that the value or its elements may be of, where a discriminator chooses. */
  readonly choices?: readonly Class[];
}

/** A property whose type JSON cannot bring back. */
export interface LostType {
  readonly property: string;
  /** The declared type: `Date`, `Array`, a class name, … */
  readonly declared: string;
  readonly severity: "error" | "warning";
  /** The decorator that brings it back. */
  readonly remedy: string;
}

/** A `@Type` whose class class-transformer cannot make, so that nothing can be read. */
export interface UnmadeType {
  readonly property: string;
  readonly type: string;
  /** The decorator that brings it back. */
  readonly remedy: string;
}

/** A value that a property's type forbids and its rules let through. */
export interface RuleGap {
  readonly property: string;
  /** Nothing at all, a list for a single value or the reverse, or values that are not checked. */
  readonly passes: readonly ("nothing" | "a list" | "a single value" | "unchecked values")[];
  /** The class of the value or of its elements. */
  readonly type: string;
  /** What the rules must be added to: one value, or each of a collection. */
  readonly of: "one" | "Array" | "Map" | "Set";
}

/** Why the code for a class cannot be compiled from its decorators, so that the libraries do the work. */
export interface CompilationObstacle {
  /** The property that stands in the way, if it is one. */
  readonly property?: string;
  /** Goes on from the name of the class or property: "has @Expose with a group". */
  readonly reason: string;
}

/** What is known of a class whose instances travel as JSON. */
export interface PayloadDescription {
  readonly properties: readonly PropertyDescription[];
  /** Those of which only the source tells, for nothing decorates them and no instance begins with them. */
  readonly undecorated?: readonly PropertyDescription[];
  readonly lostTypes: readonly LostType[];
  /** Properties that every instance has from the start, and that no rule speaks of. */
  readonly ownFields?: readonly string[];
  /** Values that the rules let through and the types forbid, where it was asked for. */
  readonly gaps?: readonly RuleGap[];
  readonly unmadeTypes: readonly UnmadeType[];
  /** What is lost when an instance is the state of a view, or a part of one. */
  readonly stateProblems: () => readonly StateProblem[];
  readonly notCompiled?: CompilationObstacle | undefined;
}

/** Reads a class's rules; the codec room has the one on class-validator and class-transformer. */
export type DescribePayload = (target: Class) => PayloadDescription;

/** What `@Type` itself knows to read. */
const READ_BY_TYPE: readonly unknown[] = [String, Number, Boolean, Date, Object, Array, Map, Set];

export const isReadByType = (type: Class): boolean => READ_BY_TYPE.includes(type);
