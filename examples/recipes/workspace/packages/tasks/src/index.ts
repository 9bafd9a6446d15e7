export * from "@acme/events";
export * from "./add-task.js";
export * from "./complete-task.js";
export * from "./task.js";
