export { compileCodec, type CompiledCodec } from "./compileCodec.js";
export { codecReport, type AskedRule, type CodecReport } from "./codecReport.js";
export { NOT_PROVEN } from "./notProven.js";
