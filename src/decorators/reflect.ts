import "reflect-metadata";
import type { ParameterTypes } from "../model/records.js";

/** The types of a method's parameters as the compiler emitted them. */
export function designParameterTypes(prototype: object, member: string): ParameterTypes {
  return Reflect.getMetadata("design:paramtypes", prototype, member) as ParameterTypes;
}

/** The return type of a method as the compiler emitted it. */
export function designReturnType(prototype: object, member: string): unknown {
  return Reflect.getMetadata("design:returntype", prototype, member);
}
