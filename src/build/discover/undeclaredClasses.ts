import type { ViewRead } from "../../model/checkViewReads.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { Problem } from "../../model/problems/index.js";
import type { DecoratorRecord } from "../../model/records.js";
import type { ClassShape, EventCall } from "../scan/index.js";

/**
 * Events that are made of classes of the project that are none, and views that are read by such classes: what
 * runs into either fails each time.
 */
export function undeclaredClasses(
  calls: readonly EventCall[],
  reads: readonly ViewRead[],
  records: readonly DecoratorRecord[],
  shapes: readonly ClassShape[],
): readonly Diagnostic[] {
  const lacks = (name: string, decorator: "DomainEvent" | "StateView"): boolean => {
    const all = shapes.filter((shape) => shape.name === name);
    const isDeclared = records.some(
      (record) => record.decorator === decorator && record.target.name === name,
    );
    return (
      all.length > 0 &&
      !isDeclared &&
      all.every(({ decorators }) => !decorators.includes(decorator))
    );
  };
  return [
    ...calls
      .filter(({ event }) => lacks(event, "DomainEvent"))
      .map((call) => Problem.eventOfOthers(call, call.event)),
    ...reads
      .filter(({ view }) => lacks(view, "StateView"))
      .map((read) => Problem.noViewRead(read, read.view)),
  ];
}
