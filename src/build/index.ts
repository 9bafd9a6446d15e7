export { buildProject, type BuildOptions } from "./build.js";
export { complete, type CompleteDefinition } from "./complete.js";
export { BundleError } from "./bundle/bundle.js";
export { EngineError, type ComponentEngine } from "./engines/componentEngine.js";
export {
  chooseEngine,
  DEFAULT_ENGINE,
  ENGINE_NAMES,
  type EngineChoice,
} from "./engines/chooseEngine.js";
export {
  prepare,
  type Found,
  type Preparation,
  type PreparedDefinition,
  type Remember,
} from "./prepare.js";
export type { Discovered, Discovery } from "./discover/discover.js";
export { withSourcePlaces } from "./buildArtifact.js";
export { bound, makeComponent } from "./makeComponent.js";
export {
  displayPath,
  findProject,
  ProjectError,
  type Project,
  type ProjectOptions,
} from "./project.js";
export type { ArtifactReport, BuildReport } from "./report.js";
export { OutputError } from "./write/writeAtomically.js";
export { removeTemporaryFoldersOf } from "./write/temporaryFolder.js";
export { parseWit, WitError, type WitDocument } from "./wit/index.js";
export {
  checkTypes,
  compilerArguments,
  compilerErrors,
  type CompilerError,
} from "./types/index.js";
