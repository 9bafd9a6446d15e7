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
  type CommandOutcome,
  type LocalPlatformOptions,
} from "./localPlatform.js";
export {
  loadStateChange,
  type ComponentDecision,
  type StateChangeComponent,
} from "./stateChangeComponent.js";
export { loadStateView, type StateViewComponent } from "./stateViewComponent.js";
export { StateViewError, type StateViewFailure } from "../domain/index.js";
