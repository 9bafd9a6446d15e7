export { codecReport, type CodecReport } from "./compiled/index.js";
export { choiceProblems, discriminatorsOf } from "./choiceProblems.js";
export { describePayload } from "./describePayload.js";
export { describeProperty } from "./describeProperty.js";
export {
  decodeUtf8,
  encodeUtf8,
  JsonError,
  parseJson,
  parseJsonBytes,
  stringifyJson,
} from "./json.js";
export { isConverted } from "./classTransformer.js";
export { freshInstance, initialTypes } from "./instanceTypes.js";
export { ruleGaps } from "./ruleGaps.js";
export { refusingRules } from "./refusingRules.js";
export { typeGaps } from "./typeGaps.js";
export { remedyFor, unmadeBecause } from "./value/remedy.js";
export { MAX_DEPTH } from "./jsonDepth.js";
export { natives } from "./natives.js";
export type { PayloadCodec } from "./codec.js";
export { payloadCodec } from "./payloadCodec.js";
export { customStateCodec, jsonStateCodec } from "./stateCodec.js";
export { customStateDecoder, jsonStateDecoder } from "./stateDecoder.js";
export { customStateEncoder, jsonStateEncoder } from "./stateEncoder.js";
export { formatViolation, InvalidPayloadError } from "./violation.js";
export type { Strictness } from "./classValidator.js";
