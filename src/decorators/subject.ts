import "./reflect.js";
import { here, record } from "../model/registry.js";
import { decoratedMember } from "./placement.js";

/** Marks the property of a domain event that holds the event's subject. */
export function Subject(): PropertyDecorator {
  const where = here();
  return (...args: unknown[]) => {
    const place = decoratedMember("Subject", args, where);
    if (place !== undefined) record({ decorator: "Subject", ...place }, where);
  };
}
