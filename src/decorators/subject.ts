import "./reflect.js";
import { here, record } from "../model/registry.js";
import { decoratedMember, isWithoutParentheses, nothing } from "../model/placement.js";

/** Marks the property of a domain event that holds the event's subject. */
export function Subject(): PropertyDecorator;
export function Subject(...misused: unknown[]): PropertyDecorator {
  const where = here();
  if (isWithoutParentheses("Subject", misused, where)) return nothing;
  return (...args: unknown[]) => {
    const place = decoratedMember("Subject", args, where);
    if (place !== undefined) record({ decorator: "Subject", ...place }, where);
  };
}
