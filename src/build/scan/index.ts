export * from "./checkClassShapes.js";
export * from "./dynamicImports.js";
export { DYNAMIC_IMPORT } from "./moduleUses.js";
export {
  QUICKJS_ENVIRONMENT,
  STARLINGMONKEY_ENVIRONMENT,
  type EngineEnvironment,
  type SuppliedModule,
} from "./environments.js";
export { libraryCopies } from "./libraryCopies.js";
export * from "./scanBundle.js";
export type { ClassShape } from "./scanClasses.js";
export type { EventCall } from "./eventCalls.js";
export type { FieldShape } from "./fieldShape.js";
export type { MethodShape } from "./methodShape.js";
export type { MemberAccess } from "./memberAccesses.js";
export { within, type NamedType } from "./namedTypes.js";
export type { TypeAlias } from "./typeAliases.js";
export type { TypeOnlyUse } from "./typeOnlyUses.js";
export type { WrittenType } from "./writtenType.js";
export * from "./scanSource.js";
export * from "./scanEmittedEvents.js";
export { positionsIn } from "./positions.js";
