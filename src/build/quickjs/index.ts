export { quickjs, QUICKJS_PRODUCER } from "./quickjs.js";
export { STEPS_PER_UNIT, type EngineSettings } from "./settings.js";
