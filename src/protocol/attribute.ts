import { create } from "@bufbuild/protobuf";
import type { EventAttribute } from "../domain/index.js";
import {
  EventAttributeSchema,
  type EventAttribute as ProtoEventAttribute,
} from "./gen/domain_pb.js";

/** An attribute with its value; a subject of `null` is a subject without a value. */
export function attributeToProto(attribute: EventAttribute): ProtoEventAttribute {
  return create(EventAttributeSchema, { attribute: caseOf(attribute) });
}

function caseOf(attribute: EventAttribute): ProtoEventAttribute["attribute"] {
  switch (attribute.kind) {
    case "stream":
      return { case: "stream", value: attribute.value };
    case "event-type":
      return { case: "eventType", value: attribute.value };
    case "subject":
      return {
        case: "subject",
        value: {
          $typeName: "com.evidentsource.EventAttribute.SubjectValue",
          hasValue: attribute.value !== null,
          value: attribute.value ?? "",
        },
      };
  }
}

/** @throws RangeError for an attribute that says nothing. */
export function attributeFromProto({ attribute }: ProtoEventAttribute): EventAttribute {
  switch (attribute.case) {
    case "stream":
      return { kind: "stream", value: attribute.value };
    case "eventType":
      return { kind: "event-type", value: attribute.value };
    case "subject": {
      const { hasValue, value } = attribute.value;
      return { kind: "subject", value: hasValue ? value : null };
    }
    case undefined:
      throw new RangeError("an attribute must have a stream, a subject or an event type");
  }
}
