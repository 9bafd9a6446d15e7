export { compileCodec } from "./compileCodec.js";
export type { CompiledCodec } from "./compiledCodec.js";
export { codecReport, type AskedRule, type CodecReport } from "./codecReport.js";
export { NOT_PROVEN } from "./notProven.js";
