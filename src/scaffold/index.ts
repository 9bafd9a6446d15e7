export {
  addDefinition,
  type AddedDefinition,
  DEFINITION_KINDS,
  type DefinitionKind,
  type NewDefinition,
} from "./add/addDefinition.js";
export { newProject, type NewProject, type WrittenProject } from "./newProject.js";
export { databaseName, firstRequest } from "./projectReadme.js";
export { RUNNER_NAMES, type RunnerName } from "./runners/index.js";
export { ScaffoldError } from "./scaffoldError.js";
export { FIRST_COMMANDS, TEMPLATE_NAMES, type TemplateName } from "./templates.js";
