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
export type { ClassShape, FieldShape } from "./scanClasses.js";
export type { WrittenType } from "./writtenType.js";
export * from "./scanSource.js";
export * from "./scanEmittedEvents.js";
export { positionsIn } from "./positions.js";
