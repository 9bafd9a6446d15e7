export * from "./course.js";
export * from "./enrol.js";
export * from "./events.js";
export * from "./open-course.js";
export * from "./student.js";
