export { quickjs } from "./quickjs.js";
export type { EngineSettings } from "./settings.js";
