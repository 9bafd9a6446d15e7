import { messageOf, Timestamp, type Class } from "../../domain/index.js";
import { isBuiltIn } from "../compiled/plan/conversionOf.js";

/** The decorator by which values of a class come back from JSON. */
export function remedyFor(type: Class): string {
  if (type === (Timestamp as unknown)) return "@IsTimestamp()";
  if (type === (BigInt as unknown)) return "@IsBigInt()";
  if (type === (Map as unknown) || type === (Set as unknown)) return "@Type(() => Element)";
  if (type === (Date as unknown)) return "@Type(() => Date)";
  return isBuiltIn(type) || !canBeMade(type)
    ? "@Codec({ decode, encode })"
    : `@Type(() => ${type.name})`;
}

/** Whether class-transformer can make an instance. */
export const canBeMade = (type: Class): boolean => unmadeBecause(type) === undefined;

/** What a class says that cannot be made without arguments. */
export function unmadeBecause(type: Class): string | undefined {
  try {
    new type();
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}
