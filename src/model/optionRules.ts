import { DATABASE_FUNCTIONS } from "../domain/index.js";
import type {
  CommandOptions,
  DecideOptions,
  DomainEventOptions,
  StateViewOptions,
} from "./options.js";

/** What an option of a decorator may be. */
export interface OptionRule {
  readonly expects: string;
  readonly holds: (value: unknown) => boolean;
}

/** A rule for every option: the compiler sees to it that none is forgotten. */
export type OptionRules<Options> = Readonly<Record<keyof Options & string, OptionRule>>;

const text: OptionRule = { expects: "a text", holds: (value) => typeof value === "string" };

const anything: OptionRule = { expects: "anything", holds: () => true };

/** An object with these methods; of which copy of this package it is does not matter. */
const having = (expects: string, ...methods: readonly string[]): OptionRule => ({
  expects,
  holds: (value) =>
    typeof value === "object" &&
    value !== null &&
    methods.every((method) => typeof Reflect.get(value, method) === "function"),
});

const oneOf = (...values: readonly string[]): OptionRule => ({
  expects: values.map((value) => `"${value}"`).join(" or "),
  holds: (value) => values.includes(value as string),
});

export const STATE_VIEW_OPTIONS: OptionRules<StateViewOptions> = {
  selector: having("a selector, made with Selector", "flatten", "problems", "parameters"),
  description: text,
  // It has a diagnostic of its own.
  version: anything,
  temporality: oneOf("revision", "effective_timestamp"),
  contentType: text,
  contentSchema: text,
  sourceCodeUri: text,
  codec: having("an object with encode and decode", "encode", "decode"),
  invalidEvents: oneOf("fail", "skip"),
};

export const COMMAND_OPTIONS: OptionRules<CommandOptions> = {
  description: text,
  sourceCodeUri: text,
  uses: {
    expects: `a list of database functions (${DATABASE_FUNCTIONS.join(", ")})`,
    holds: (value) =>
      Array.isArray(value) &&
      value.every((name) => (DATABASE_FUNCTIONS as readonly unknown[]).includes(name)),
  },
};

export const DECIDE_OPTIONS: OptionRules<DecideOptions> = {
  consistency: oneOf("derived", "explicit"),
};

export const DOMAIN_EVENT_OPTIONS: OptionRules<DomainEventOptions> = {
  // Its name is checked with the other names.
  stream: text,
  description: text,
  dataSchema: text,
};
