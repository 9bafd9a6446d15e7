export { Codec } from "./codecDecorator.js";
export { IsBigInt, type BigIntOptions } from "./isBigInt.js";
export { IsTimestamp, type TimestampOptions } from "./isTimestamp.js";
export type { JsonSchema } from "../../model/jsonSchema.js";
export type { JsonValue, ValueCodec } from "./valueCodec.js";
