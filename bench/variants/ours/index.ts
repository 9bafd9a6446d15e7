export * from "./account-summary.js";
export * from "./deposit.js";
export * from "./events.js";
