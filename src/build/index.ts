export { buildProject, type ArtifactReport, type BuildOptions, type BuildReport } from "./build.js";
export { STEPS_PER_UNIT } from "./engines/quickjs/index.js";
export { readBuildRecord, sha256, type ArtifactRecord } from "./write/buildRecord.js";
export { BundleError } from "./bundle/bundle.js";
export { EngineError, type ComponentEngine } from "./engines/componentEngine.js";
export {
  chooseEngine,
  DEFAULT_ENGINE,
  ENGINE_NAMES,
  type EngineChoice,
} from "./engines/chooseEngine.js";
export { prepare, type Preparation } from "./prepare.js";
export { findProject, UsageError, type Project, type ProjectOptions } from "./project.js";
export { WitError } from "./wit/index.js";
export { checkTypes } from "./types/index.js";
