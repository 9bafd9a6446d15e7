export {
  BuiltProjectError,
  loadBuiltProject,
  readModel,
  type BuiltProject,
} from "./builtProject.js";
export { DEFAULT_MEMORY_LIMIT, type ComponentOptions } from "./component.js";
export {
  jsonCommand,
  LocalPlatform,
  type CommandContext,
  type LocalPlatformOptions,
} from "./localPlatform.js";
export { loadStateChange, type StateChangeComponent } from "./stateChangeComponent.js";
export type { CommandOutcome, Decided as ComponentDecision } from "../database/index.js";
export { loadStateView, type StateViewComponent } from "./stateViewComponent.js";
export { StateViewError, type StateViewFailure } from "../domain/index.js";
