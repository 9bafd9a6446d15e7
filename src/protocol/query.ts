import { create } from "@bufbuild/protobuf";
import type { DatabaseQuery, QueryRange } from "../domain/index.js";
import {
  DatabaseQuerySchema,
  QueryDirection,
  type DatabaseQuery as ProtoQuery,
  type QueryRange as ProtoRange,
} from "./gen/domain_pb.js";
import { selectorFromProto, selectorToProto } from "./selector.js";
import { timestampFromProto, timestampToProto } from "./timestamp.js";

export function queryToProto({ selector, range, direction, limit }: DatabaseQuery): ProtoQuery {
  return create(DatabaseQuerySchema, {
    selector: selectorToProto(selector),
    direction: direction === "reverse" ? QueryDirection.REVERSE : QueryDirection.FORWARD,
    ...(range && { range: { range: rangeToProto(range) } }),
    ...(limit !== undefined && { limit }),
  });
}

function rangeToProto(range: QueryRange): ProtoRange["range"] {
  if (range.by === "revision") {
    return {
      case: "revision",
      value: {
        $typeName: "com.evidentsource.QueryRange.RevisionRange",
        ...(range.startAt !== undefined && { startAt: range.startAt }),
      },
    };
  }
  const { startAt, endAt } = range;
  return {
    case: "effectiveTime",
    value: {
      $typeName: "com.evidentsource.QueryRange.EffectiveTimeRange",
      ...(startAt && {
        startAt: {
          $typeName: "com.evidentsource.RangeCursor",
          timestamp: timestampToProto(startAt.timestamp),
          revision: startAt.revision,
        },
      }),
      ...(endAt && { endAt: timestampToProto(endAt) }),
    },
  };
}

/** @throws RangeError for a query without a selector, or with one that is none. */
export function queryFromProto(message: ProtoQuery | undefined): DatabaseQuery {
  if (message === undefined) throw new RangeError("the query is missing");
  return {
    selector: selectorFromProto(message.selector),
    range: rangeFromProto(message.range),
    direction: directionFromProto(message.direction),
    limit: message.limit,
  };
}

function directionFromProto(direction: QueryDirection): "forward" | "reverse" {
  switch (direction) {
    case QueryDirection.FORWARD:
      return "forward";
    case QueryDirection.REVERSE:
      return "reverse";
    default:
      throw new RangeError(`${String(direction)} is no direction; 0 is forward, 1 is reverse`);
  }
}

function rangeFromProto(message: ProtoRange | undefined): QueryRange | undefined {
  switch (message?.range.case) {
    case "revision":
      return { by: "revision", startAt: message.range.value.startAt };
    case "effectiveTime": {
      const { startAt, endAt } = message.range.value;
      if (startAt && !startAt.timestamp)
        throw new RangeError("the start of a range of effective time has no timestamp");
      return {
        by: "effective-time",
        startAt: startAt?.timestamp && {
          timestamp: timestampFromProto(startAt.timestamp),
          revision: startAt.revision,
        },
        endAt: endAt && timestampFromProto(endAt),
      };
    }
    case undefined:
      return undefined;
  }
}
