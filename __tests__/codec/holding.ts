import type { Class } from "../../src/domain/index.js";

/** A class with one property of the type that the compiler would emit. */
export function holding(
  property: string,
  emitted: unknown,
  ...decorators: readonly PropertyDecorator[]
): Class {
  class Holder {}
  Reflect.defineMetadata("design:type", emitted, Holder.prototype, property);
  for (const decorate of decorators) decorate(Holder.prototype, property);
  return Holder;
}
