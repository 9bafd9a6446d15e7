import {
  Timestamp,
  type Event,
  type PlatformDatabase,
  type PlatformReadable,
  type PlatformSpeculativeDatabase,
  type RenderedStateView,
} from "../../src/domain/index.js";
import { mergeProperties } from "../../src/database/mergeProperties.js";

/** One call of the platform: on which database, of what, with what. */
export interface Call {
  readonly on: string;
  readonly name: string;
  readonly args: readonly unknown[];
}

export interface Answers {
  /** Rendered views by name. */
  readonly views?: Readonly<Record<string, RenderedStateView>>;
  readonly events?: readonly Event[];
}

/** A platform database that answers what it is told to, and notes every call, also of those that it leads to. */
export function fakeDatabase(answers: Answers = {}): {
  readonly database: PlatformDatabase;
  readonly calls: Call[];
} {
  const calls: Call[] = [];
  return { database: databaseAt("db", answers, calls), calls };
}

type Note = <T>(name: string, args: readonly unknown[], answer: T) => T;

const noteOn =
  (on: string, calls: Call[]): Note =>
  (name, args, answer) => {
    calls.push({ on, name, args });
    return answer;
  };

function databaseAt(on: string, answers: Answers, calls: Call[]): PlatformDatabase {
  const note = noteOn(on, calls);
  return mergeProperties(readableAt(on, answers, calls), {
    atRevision: (revision: bigint) =>
      note("atRevision", [revision], databaseAt(`${on}.atRevision`, answers, calls)),
    atEffectiveTimestamp: (time: Timestamp) =>
      note("atEffectiveTimestamp", [time], databaseAt(`${on}.atEffective`, answers, calls)),
  });
}

function speculativeAt(on: string, answers: Answers, calls: Call[]): PlatformSpeculativeDatabase {
  const note = noteOn(on, calls);
  return mergeProperties(readableAt(on, answers, calls), {
    get basis() {
      return note("basis", [], databaseAt(`${on}.basis`, answers, calls));
    },
    get speculatedEventCount() {
      return note("speculatedEventCount", [], 2n);
    },
    atEffectiveTimestamp: (time: Timestamp) =>
      note("atEffectiveTimestamp", [time], speculativeAt(`${on}.atEffective`, answers, calls)),
  });
}

function readableAt(on: string, answers: Answers, calls: Call[]): PlatformReadable {
  const note = noteOn(on, calls);
  return {
    get name() {
      return note("name", [], "bank");
    },
    get createdAt() {
      return note("createdAt", [], new Timestamp(1n, 2));
    },
    get revision() {
      return note("revision", [], 7n);
    },
    get revisionTimestamp() {
      return note("revisionTimestamp", [], new Timestamp(3n, 4));
    },
    get effectiveTimestamp() {
      return note<Timestamp | undefined>("effectiveTimestamp", [], undefined);
    },
    queryEvents: (query) => note("queryEvents", [query], answers.events ?? []),
    viewState: (name, version, parameters) =>
      note("viewState", [name, version, parameters], answers.views?.[name]),
    speculate: (events) =>
      note("speculate", [events], speculativeAt(`${on}.speculate`, answers, calls)),
  };
}
