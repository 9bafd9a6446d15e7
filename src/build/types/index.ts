export { checkTypes } from "./checkTypes.js";
export { compilerArguments } from "./compilerArguments.js";
export { compilerErrors, type CompilerError } from "./compilerErrors.js";
