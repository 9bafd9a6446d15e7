export { compileCodec, type CompiledCodec } from "./compileCodec.js";
export { NOT_PROVEN } from "./notProven.js";
