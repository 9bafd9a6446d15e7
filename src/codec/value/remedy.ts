import { Timestamp, type Class } from "../../domain/index.js";
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
export function canBeMade(type: Class): boolean {
  try {
    new type();
    return true;
  } catch {
    return false;
  }
}
