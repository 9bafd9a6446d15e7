/** Specifications of a domain, and what tests by hand need. */
export {
  databaseOf,
  inMemoryDatabase,
  prospectiveEvent,
  stateChangeMetadata,
  storedEvent,
  type DatabaseSeed,
  type StoredEventOptions,
} from "./builders.js";
export {
  InMemoryDatabase,
  type InMemoryDatabaseOptions,
  type LocalStateView,
  type PublishedStateChange,
  type PublishedStateView,
  type StoredEvent,
  type Transaction,
  type TransactionMetadata,
  type TransactionOptions,
  type TransactionOrigin,
} from "../database/index.js";
export { fixedView } from "./fixedView.js";
export type { CommandExpectation, CommandSettings, CommandSpec } from "./commandSpec.js";
export { NondeterminismError } from "./determinismGuard.js";
export { matching, type EventPattern, type ExpectedEvent } from "./eventPattern.js";
export { unchanged, type ExpectedCondition, type Unchanged } from "./expectedConditions.js";
export { given, type Given } from "./given.js";
export { SpecFailure } from "./specFailure.js";
export type { PartOf, SomeFields, Whole } from "./someFields.js";
export type { ExpectedState, SameType, ViewSpec, WritableKey } from "./viewSpec.js";
