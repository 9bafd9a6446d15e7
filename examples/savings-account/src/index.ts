export * from "./account-summary.js";
export * from "./close-account.js";
export * from "./deposit.js";
export * from "./events.js";
export * from "./open-account.js";
export * from "./open-accounts.js";
export * from "./transfer.js";
export * from "./withdraw.js";
