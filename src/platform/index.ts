export { catalogFrom } from "./catalog.js";
export { systemClock, type Clock } from "./clock.js";
export type { CommandRequest } from "./commandRequest.js";
export type { DatabaseState } from "./databaseState.js";
export { DecisionLog, type DecisionOutcome, type DecisionRecord } from "./decision.js";
export type { Executed } from "./executeCommand.js";
export { HostedDatabase, type RenderRequest, type Rendering } from "./hostedDatabase.js";
export { Platform, type PlatformOptions } from "./platform.js";
export type { Publication, TryComponent } from "./publish.js";
