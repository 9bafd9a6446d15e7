import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { AppendCondition } from "../domain/index.js";
import { AppendConditionSchema, type AppendCondition as ProtoCondition } from "./gen/domain_pb.js";
import { selectorFromProto, selectorToProto } from "./selector.js";

export function conditionToProto(condition: AppendCondition): ProtoCondition {
  return create(AppendConditionSchema, { condition: caseOf(condition) });
}

function caseOf(condition: AppendCondition): ProtoCondition["condition"] {
  const selector = selectorToProto(condition.selector);
  switch (condition.kind) {
    case "min":
      return {
        case: "min",
        value: {
          $typeName: "com.evidentsource.AppendCondition.Min",
          selector,
          revision: condition.revision,
        },
      };
    case "max":
      return {
        case: "max",
        value: {
          $typeName: "com.evidentsource.AppendCondition.Max",
          selector,
          revision: condition.revision,
        },
      };
    case "range":
      return {
        case: "range",
        value: {
          $typeName: "com.evidentsource.AppendCondition.Range",
          selector,
          min: condition.min,
          max: condition.max,
        },
      };
  }
}

/** @throws RangeError for a condition that says nothing, whose selector is none, or that can never hold. */
export function conditionFromProto({ condition }: ProtoCondition): AppendCondition {
  switch (condition.case) {
    case "min":
      return AppendCondition.min(
        selectorFromProto(condition.value.selector),
        condition.value.revision,
      );
    case "max":
      return AppendCondition.max(
        selectorFromProto(condition.value.selector),
        condition.value.revision,
      );
    case "range":
      return AppendCondition.range(
        selectorFromProto(condition.value.selector),
        condition.value.min,
        condition.value.max,
      );
    case undefined:
      throw new RangeError("an append condition must be one of min, max, range");
  }
}

/** A condition in the bytes in which it is sent. */
export function encodeCondition(condition: AppendCondition): Uint8Array {
  return toBinary(AppendConditionSchema, conditionToProto(condition));
}

/** The condition of {@link encodeCondition}'s bytes. */
export function decodeCondition(bytes: Uint8Array): AppendCondition {
  return conditionFromProto(fromBinary(AppendConditionSchema, bytes));
}
