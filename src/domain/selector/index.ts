export * from "./attribute.js";
export * from "./describeSelector.js";
export * from "./eventSelector.js";
export * from "./node.js";
export * from "./parameter.js";
export * from "./selector.js";
export * from "./selectorJson.js";
