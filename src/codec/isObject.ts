/** Whether a value has properties to look at; functions are not looked into. */
export const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null;
