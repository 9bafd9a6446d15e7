export * from "./difference.js";
export * from "./parseWit.js";
export * from "./tailorStateChangeWit.js";
export * from "./witError.js";
export * from "./witFunctions.js";
export * from "./witType.js";
