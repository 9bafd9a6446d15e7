export * from "./parseWit.js";
export * from "./tailorStateChangeWit.js";
export * from "./witError.js";
