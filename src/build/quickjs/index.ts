export { quickjs } from "./quickjs.js";
export { STEPS_PER_UNIT, type EngineSettings } from "./settings.js";
