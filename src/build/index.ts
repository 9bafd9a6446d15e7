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
export { prepare, type Preparation } from "./prepare.js";
export { findProject, ProjectError, type Project, type ProjectOptions } from "./project.js";
export type { ArtifactReport, BuildReport } from "./report.js";
export { OutputError } from "./write/writeAtomically.js";
export { WitError } from "./wit/index.js";
export { checkTypes } from "./types/index.js";
