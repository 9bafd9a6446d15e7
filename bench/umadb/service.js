// UmaDB's service, as far as the benchmark calls it: the fields of its `umadb.v1` messages.
import { create, createFileRegistry } from "@bufbuild/protobuf";
import {
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
} from "@bufbuild/protobuf/wkt";

const PACKAGE = "umadb.v1";
const UINT64 = { type: Type.UINT64 };
const UINT32 = { type: Type.UINT32 };
const STRING = { type: Type.STRING };
const BYTES = { type: Type.BYTES };
const many = (of) => ({ ...of, label: Label.REPEATED });
const of = (name) => ({ type: Type.MESSAGE, typeName: `.${PACKAGE}.${name}` });

/** Each field: its number, its name, its type. */
const MESSAGES = {
  Event: [
    [1, "event_type", STRING],
    [2, "tags", many(STRING)],
    [3, "data", BYTES],
    [4, "uuid", STRING],
  ],
  SequencedEvent: [
    [1, "position", UINT64],
    [2, "event", of("Event")],
  ],
  QueryItem: [
    [1, "types", many(STRING)],
    [2, "tags", many(STRING)],
  ],
  Query: [[1, "items", many(of("QueryItem"))]],
  AppendCondition: [
    [1, "fail_if_events_match", of("Query")],
    [2, "after", UINT64],
  ],
  AppendRequest: [
    [1, "events", many(of("Event"))],
    [2, "condition", of("AppendCondition")],
  ],
  AppendResponse: [[1, "position", UINT64]],
  ReadRequest: [
    [2, "start", UINT64],
    [6, "batch_size", UINT32],
  ],
  ReadResponse: [[1, "events", many(of("SequencedEvent"))]],
};

const METHODS = [
  ["Append", "AppendRequest", "AppendResponse", false],
  ["Read", "ReadRequest", "ReadResponse", true],
];

const file = create(FileDescriptorProtoSchema, {
  name: "umadb.proto",
  package: PACKAGE,
  syntax: "proto3",
  messageType: Object.entries(MESSAGES).map(([name, fields]) => ({
    name,
    field: fields.map(([number, field, type]) => ({
      number,
      name: field,
      label: Label.OPTIONAL,
      ...type,
    })),
  })),
  service: [
    {
      name: "DCB",
      method: METHODS.map(([name, input, output, serverStreaming]) => ({
        name,
        inputType: `.${PACKAGE}.${input}`,
        outputType: `.${PACKAGE}.${output}`,
        serverStreaming,
      })),
    },
  ],
});

export const DCB = createFileRegistry(create(FileDescriptorSetSchema, { file: [file] })).getService(
  `${PACKAGE}.DCB`,
);
