import "./textEncoding.js";
export * from "./attribute.js";
export * from "./condition.js";
export * from "./event.js";
export * from "./extension.js";
export * from "./query.js";
export * from "./selector.js";
export * from "./timestamp.js";
