export { startDev, type DevOptions, type DevServer } from "./devServer.js";
export type { DevEvent } from "./devEvent.js";
export type { DecisionRecord } from "../platform/index.js";
