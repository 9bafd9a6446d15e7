import type { Class } from "../domain/index.js";

/**
 * What an engine may offer in native code. Each function is optional, and each may decline: then the
 * JavaScript that stands beside its call does the work, with the same outcome.
 */
export interface Natives {
  /** The prototype of the engine's own event records, with a getter for each member. */
  readonly eventPrototype?: object;
  /** Gives all event records that are made from now on this prototype, or its members. */
  readonly setEventPrototype?: (prototype: object) => void;
  /**
   * JSON of the data of an event record that says so of its data, or `undefined` when there is none or
   * it is not plain; `undefined`, too, for whatever else is given.
   */
  readonly eventJson?: (record: object) => unknown;
  /** The JSON value, or `undefined` for whatever `parseJson` would refuse or read otherwise. */
  readonly parseJson?: (source: string | Uint8Array) => unknown;
  /**
   * The text that `JSON.stringify` gives, or `undefined` when the value is not plain data, or holds
   * what JSON cannot carry.
   */
  readonly stringifyJson?: (value: unknown) => string | undefined;
  /** UTF-8; lone surrogates become U+FFFD. */
  readonly encodeUtf8?: (text: string) => Uint8Array;
  /** A number for the names, of which none is an array index. */
  readonly keyOrder?: (names: readonly string[]) => number;
  /** Whether the object's own keys are some of the names in their order, and all of them plain data. */
  readonly hasKeysInOrder?: (value: object, order: number) => boolean;
  /**
   * A selector's nodes as the engine keeps them, undefined where a node is given later: `template` of a
   * selector of the WIT, whose `nodes` are then those of the open places.
   */
  readonly prepareSelector?: (nodes: readonly unknown[]) => object;
  /**
   * The number of a view that a decision may read in one step: its class, name and version, the names of its
   * parameters, the nodes of its selector with some text in place of each parameter, which parameter stands in which
   * node, and the plan of its state. Handles of databases have `readView` then.
   */
  readonly prepareView?: (
    target: Class,
    name: string,
    version: bigint,
    parameters: readonly string[],
    nodes: readonly unknown[],
    open: readonly (readonly [node: number, parameter: number])[],
    plan: number | undefined,
  ) => number;
  /** The prototype of the notes of what has been read so; it has no members of the engine's. */
  readonly viewReadPrototype?: object;
  /** The number of the view that was read, and the values of its parameters in their order. */
  readonly viewRead?: (note: object) => readonly [view: number, ...values: string[]];
  /**
   * Makes ready to give decisions their metadata in the form of a sample. From then on a decision's entry is given
   * them so, and no command; it answers with events and conditions as they are, of which the functions make records.
   * Where the metadata are not as usual, all is as if nothing had been made ready.
   */
  readonly prepareCalls?: (
    sample: object,
    toRecord: (event: never) => object,
    toCondition: (condition: never) => object,
  ) => void;
  /** The command of this call by the plan of its class, or `undefined` where it is not certainly one. */
  readonly readCommand?: (plan: number) => object | undefined;
  /** The body, the content type or the content schema of the command of this call. */
  readonly commandPart?: (part: 0 | 1 | 2) => unknown;
  /**
   * The number of a copy of an object with all that it holds, but for what is shared; some of what it holds are places
   * that are filled later. Throws for what cannot be copied.
   */
  readonly prepareCopy?: (
    sample: object,
    shared: readonly object[],
    places: readonly object[],
  ) => number;
  /** Such a copy, with these values in its places. */
  readonly copy?: (number: number, ...values: unknown[]) => object;
  /** Says what a draft looks like: the symbol that marks it, and the names of the options that it may have. */
  readonly prepareDrafts?: (mark: symbol, options: readonly string[]) => void;
  /**
   * Makes ready to write events of the class of a plan: its type and stream, the property that is the subject, and
   * the names of its properties in the class and in JSON. Throws for what cannot be written so.
   */
  readonly prepareEvent?: (
    plan: number,
    type: string,
    stream: string,
    subject: string | undefined,
    properties: readonly string[],
    wireNames: readonly string[],
  ) => void;
  /**
   * The event of a draft, checked and written, with a time and the id that a function makes, as a decision may answer
   * with it; `undefined` where it is not certain what the draft comes to.
   */
  readonly writeEvent?: (draft: object, time: object, newId: () => string) => object | undefined;
  /** Whether a decision may answer with events as they are, those that have no extensions. */
  readonly takesProspectiveEvents?: true;
  /**
   * The number of a plan by which instances of a class are read: names of its properties in JSON and in the
   * class, numbers that say of each what may stand there, and arrays or enums that these refer to, with the keys
   * of what counts. Throws for what cannot be planned.
   */
  readonly preparePlan?: (
    target: Class,
    wireNames: readonly string[],
    properties: readonly string[],
    numbers: readonly number[],
    lists: readonly (readonly [holder: object, keys: readonly (string | number)[]])[],
  ) => number;
  /**
   * An instance of a plan's class from a text, bytes, or an event record, or `undefined` where the JSON is not
   * certainly one.
   */
  readonly readPlanned?: (source: string | object, plan: number) => object | undefined;
  /** The number of a fold: event types with the plan of their class and the method of the state that takes them. */
  readonly prepareFold?: (
    handlers: readonly (readonly [type: string, plan: number, method: string])[],
  ) => number;
  /**
   * Hands events to a state from an index on, and gives the index of the first one that it has not handed over, or
   * whose method has returned an object: that is `told.result` then. What a method throws is thrown on, and
   * `told.at` is the event's index.
   */
  readonly foldPlanned?: (
    events: readonly object[],
    from: number,
    fold: number,
    state: object,
    told: { at: number; result: unknown },
  ) => number;
  /**
   * The JSON of a state by a plan whose properties stand as in instances, or `undefined` where it is not certain that it
   * is as written elsewhere, and comes back. Of a plan's numbers it goes by whether a value must be there, and kinds.
   */
  readonly writeState?: (state: object, plan: number) => Uint8Array | undefined;
  /** Frees the text of a function that was made of text, which is not needed to call it. */
  readonly forgetSource?: (made: (...values: never[]) => unknown) => void;
  /** True only where class-validator's `isUUID` with default options is certainly true. */
  readonly isUuid?: (value: unknown) => boolean;
  /** True only where class-validator's `isEmail` with default options is certainly true. */
  readonly isEmail?: (value: unknown) => boolean;
  /** True only where class-validator's `isISO8601` with default options is certainly true. */
  readonly isIso8601?: (value: unknown) => boolean;
}

const offered: unknown = Reflect.get(globalThis, Symbol.for("evidentsource-functions.natives"));

/** What the engine offers; empty in engines that offer nothing. */
export const natives: Natives = typeof offered === "object" && offered !== null ? offered : {};
