export * from "./checkClassShapes.js";
export * from "./scanBundle.js";
export * from "./scanClasses.js";
export * from "./scanEmittedEvents.js";
export { positionsIn } from "./positions.js";
