export { loadBuiltProject, type BuiltProject } from "./builtProject.js";
export { DEFAULT_MEMORY_LIMIT, type ComponentOptions } from "./component.js";
export {
  jsonCommand,
  LocalPlatform,
  type CommandContext,
  type LocalPlatformOptions,
} from "./localPlatform.js";
export { BuiltProjectError, readModel } from "./openBuild.js";
export { loadStateChange } from "./loadStateChange.js";
export type { StateChangeComponent } from "./stateChangeComponent.js";
export type { CommandOutcome, Decided as ComponentDecision, Read } from "../database/index.js";
export { loadStateView } from "./loadStateView.js";
export type { StateViewComponent } from "./stateViewComponent.js";
export {
  DatabaseError,
  type DatabaseErrorCode,
  type LocalStateView,
  type PublishedStateView,
} from "../database/index.js";
export {
  StateViewError,
  type BranchJson,
  type DatabaseQuery,
  type LeafJson,
  type PlatformDatabase,
  type PlatformReadable,
  type PlatformSpeculativeDatabase,
  type SelectorJson,
  type StateViewFailure,
  type Violation,
} from "../domain/index.js";
export type {
  ClassModel,
  DomainEventModel,
  HandlerModel,
  Model,
  ParameterModel,
  PropertyModel,
  StateChangeModel,
  StateViewModel,
} from "../model/model.js";
export type { ChosenClass, JsonForm, StateForm } from "../model/jsonForm.js";
export type { JsonSchema } from "../model/jsonSchema.js";
export type { RuleDescription } from "../model/payload.js";
export type { SourceLocation } from "../model/sourceLocation.js";
