import { create } from "@bufbuild/protobuf";
import type { ExtensionValue } from "../domain/index.js";
import {
  CloudEvent_CloudEventAttributeValueSchema,
  type CloudEvent_CloudEventAttributeValue,
} from "./gen/cloudevents_pb.js";
import { timestampFromProto, timestampToProto } from "./timestamp.js";

export type ProtoAttribute = CloudEvent_CloudEventAttributeValue;
type Attr = ProtoAttribute["attr"];

/** An attribute's value as protobuf carries it; all seven kinds of CloudEvents have their own field. */
export function extensionToProto(extension: ExtensionValue): ProtoAttribute {
  return create(CloudEvent_CloudEventAttributeValueSchema, { attr: attrOf(extension) });
}

function attrOf(extension: ExtensionValue): Attr {
  switch (extension.kind) {
    case "boolean":
      return { case: "ceBoolean", value: extension.value };
    case "integer":
      return { case: "ceInteger", value: extension.value };
    case "string":
      return { case: "ceString", value: extension.value };
    case "binary":
      return { case: "ceBytes", value: extension.value };
    case "uri":
      return { case: "ceUri", value: extension.value };
    case "uri-ref":
      return { case: "ceUriRef", value: extension.value };
    case "timestamp":
      return { case: "ceTimestamp", value: timestampToProto(extension.value) };
  }
}

/**
 * The value of an attribute.
 * @throws RangeError for one without a value, or with an instant that is none.
 */
export function extensionFromProto(name: string, { attr }: ProtoAttribute): ExtensionValue {
  switch (attr.case) {
    case "ceBoolean":
      return { kind: "boolean", value: attr.value };
    case "ceInteger":
      return { kind: "integer", value: attr.value };
    case "ceString":
      return { kind: "string", value: attr.value };
    case "ceBytes":
      return { kind: "binary", value: attr.value };
    case "ceUri":
      return { kind: "uri", value: attr.value };
    case "ceUriRef":
      return { kind: "uri-ref", value: attr.value };
    case "ceTimestamp":
      return { kind: "timestamp", value: timestampFromProto(attr.value) };
    case undefined:
      throw new RangeError(`attribute ${name} has no value; leave it out, or give it one`);
  }
}
