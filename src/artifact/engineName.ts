/** The engines that a component may carry. */
export type EngineName = "quickjs" | "starlingmonkey";

/** How each engine names itself among the producers of a component. */
export const QUICKJS_PRODUCER = "evidentsource-functions-quickjs";
export const STARLINGMONKEY_PRODUCER = "ComponentizeJS";
