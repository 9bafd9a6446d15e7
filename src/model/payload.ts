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
  /** The property of theirs by which it chooses. */
  readonly chosenBy?: string | undefined;
}

/** A property whose type JSON cannot bring back. */
export interface LostType {
  readonly property: string;
  /** The declared type: `Date`, `Array`, a class name, … */
  readonly declared: string;
  readonly severity: "error" | "warning";
  /** The decorator that brings it back. */
  readonly remedy: string;
  /** Whether it is a part of the object that the property holds. */
  readonly isPart?: boolean;
  /** Whether its class is imported with `type`, so that `@Type` cannot name it. */
  readonly isTypeOnly?: boolean;
}

/** A field of which only the source tells: it has no decorator and no initial value. */
export interface BareField {
  readonly member: string;
  /** The class that declares it; a base class perhaps. */
  readonly declaredBy: string;
}

/** A `@Type` whose class class-transformer cannot make, so that nothing can be read. */
export interface UnmadeType {
  readonly property: string;
  readonly type: string;
  /** The decorator that brings it back. */
  readonly remedy: string;
}

/** A name by which a discriminator chooses a class, and which that class does not go with. */
export interface ChoiceProblem {
  readonly property: string;
  /** The property that says it. */
  readonly by: string;
  readonly name: string;
  /** The class that it chooses. */
  readonly type: string;
  /**
   * The class refuses the name, or has no rule for it, or refuses that nothing is there, for a discriminator takes
   * its property out; an instance begins with something else, or its type allows nothing but that; another class
   * has the name. In a map no value is asked.
   */
  readonly kind: "refused" | "unruled" | "missing" | "initial" | "typed" | "taken" | "map";
  /** What the class says, what it has instead, or the class that has the name. */
  readonly reason: string;
}

/** A `@Type` that throws instead of naming a class. */
export interface ThrowingType {
  readonly property: string;
  /** What it throws: `ReferenceError: Money is not defined`. */
  readonly reason: string;
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

/** A rule that no value of its property's type keeps. */
export interface RefusingRule {
  readonly property: string;
  readonly rule: string;
  /** What the values are: texts, numbers, lists … */
  readonly kind: string;
  /** Whether it may be meant for what a list holds. */
  readonly isForElements: boolean;
  /** Whether `@Type` makes the values. */
  readonly isMade: boolean;
}

/** A property of a plain type whose rules and type do not allow the same. */
export interface TypeGap {
  readonly property: string;
  /** What the rules let through and the type forbids. */
  readonly passes: readonly string[];
  /** What the type allows and the rules refuse. */
  readonly refuses: readonly string[];
  /** What its values are, as far as its type tells. */
  readonly kind: string | undefined;
  readonly isOptional: boolean;
  /** Whether a value stands there from the start. */
  readonly isInitialized: boolean;
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
  /** Fields that only the source tells of, where it was asked. */
  readonly bareFields?: readonly BareField[];
  /** Values that the rules let through and the types forbid, where it was asked for. */
  readonly gaps?: readonly RuleGap[];
  readonly typeGaps?: readonly TypeGap[];
  readonly refusingRules?: readonly RefusingRule[];
  /** What a class says that cannot be made without arguments, so that none of its instances is read. */
  readonly unmade?: string | undefined;
  readonly unmadeTypes: readonly UnmadeType[];
  /** Asked for what travels as commands do, whose properties need rules, or as events and state do. */
  readonly choiceProblems?: (of: "command" | "event" | "view") => readonly ChoiceProblem[];
  /** With them, nothing else is known of the class's types. */
  readonly throwingTypes?: readonly ThrowingType[];
  /** What is lost when an instance is the state of a view, or a part of one. */
  readonly stateProblems: () => readonly StateProblem[];
  readonly notCompiled?: CompilationObstacle | undefined;
}

/** Reads a class's rules; the codec room has the one on class-validator and class-transformer. */
export type DescribePayload = (target: Class) => PayloadDescription;

/** What `@Type` itself knows to read. */
const READ_BY_TYPE: readonly unknown[] = [String, Number, Boolean, Date, Object, Array, Map, Set];

export const isReadByType = (type: Class): boolean => READ_BY_TYPE.includes(type);
