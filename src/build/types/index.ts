export { checkTypes } from "./checkTypes.js";
