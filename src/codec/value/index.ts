export { Codec } from "./codecDecorator.js";
export { IsBigInt, type BigIntOptions } from "./isBigInt.js";
export { IsTimestamp, type TimestampOptions } from "./isTimestamp.js";
export { codecOf, codecOfTransform, type PropertyCodec } from "./propertyCodec.js";
export { UnreadableValue } from "./unreadableValue.js";
export type { JsonValue, ValueCodec } from "./valueCodec.js";
