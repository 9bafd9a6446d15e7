export * from "./add-task.js";
export * from "./complete-task.js";
export * from "./events.js";
export * from "./task.js";
