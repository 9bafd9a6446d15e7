import { create } from "@bufbuild/protobuf";
import { anyPack, TimestampSchema } from "@bufbuild/protobuf/wkt";
import { CloudEventSchema } from "../../src/protocol/gen/cloudevents_pb.js";
import {
  AppendConditionSchema,
  DatabaseQuerySchema,
  EventSelectorSchema,
} from "../../src/protocol/gen/domain_pb.js";
import {
  conditionFromProto,
  prospectiveFromProto,
  queryFromProto,
  selectorFromProto,
} from "../../src/protocol/index.js";

const event = { id: "e1", source: "accounts", specVersion: "1.0", type: "account.opened" };

describe("a message that is no event is refused", () => {
  test("when its version of CloudEvents is another one", () => {
    expect(() =>
      prospectiveFromProto(create(CloudEventSchema, { ...event, specVersion: "" })),
    ).toThrow('event "e1" has spec_version ""; expected "1.0"');
  });

  test("when its data are a protobuf message", () => {
    const value = anyPack(TimestampSchema, create(TimestampSchema));
    expect(() =>
      prospectiveFromProto(
        create(CloudEventSchema, { ...event, data: { case: "protoData", value } }),
      ),
    ).toThrow("send it as binary_data");
  });

  test("when an attribute has no value", () => {
    expect(() =>
      prospectiveFromProto(create(CloudEventSchema, { ...event, attributes: { colour: {} } })),
    ).toThrow("attribute colour has no value");
  });

  test("when its time has nanoseconds that are none", () => {
    const time = { attr: { case: "ceTimestamp" as const, value: { seconds: 1n, nanos: -1 } } };
    expect(() =>
      prospectiveFromProto(create(CloudEventSchema, { ...event, attributes: { time } })),
    ).toThrow("timestamp nanoseconds must be an integer from 0 to 999999999, got -1");
  });
});

test("an attribute of another type than the standard's stays an extension", () => {
  const { subject, extensions } = prospectiveFromProto(
    create(CloudEventSchema, {
      ...event,
      attributes: { subject: { attr: { case: "ceInteger", value: 7 } } },
    }),
  );
  expect(subject).toBeUndefined();
  expect(extensions?.get("subject")).toEqual({ kind: "integer", value: 7 });
});

describe("a message that is no selector, condition or query is refused", () => {
  const half = {
    selector: {
      case: "and" as const,
      value: {
        left: {
          selector: {
            case: "equals" as const,
            value: { attribute: { case: "stream" as const, value: "accounts" } },
          },
        },
      },
    },
  };

  test.each([
    ["nothing at all", undefined, "a selector is missing"],
    ["no case", create(EventSelectorSchema), "must be one of equals, starts_with, and, or"],
    ["one side", create(EventSelectorSchema, half), "one side of an and or an or"],
    [
      "a stream that is no name",
      create(EventSelectorSchema, {
        selector: { case: "equals", value: { attribute: { case: "stream", value: "a b" } } },
      }),
      'stream name "a b" must start with a letter',
    ],
    [
      "a prefix of nothing",
      create(EventSelectorSchema, { selector: { case: "startsWith", value: {} } }),
      "starts_with must have a stream, a subject or an event type",
    ],
  ])("%s", (_, message, problem) => {
    expect(() => selectorFromProto(message)).toThrow(problem);
  });

  test("a condition without a case", () => {
    expect(() => conditionFromProto(create(AppendConditionSchema))).toThrow(
      "must be one of min, max, range",
    );
  });

  test("a query that is missing, or has an unknown direction", () => {
    expect(() => queryFromProto(undefined)).toThrow("the query is missing");
    const selector = {
      selector: {
        case: "equals" as const,
        value: { attribute: { case: "stream" as const, value: "accounts" } },
      },
    };
    const query = Object.assign(create(DatabaseQuerySchema, { selector }), { direction: 7 });
    expect(() => queryFromProto(query)).toThrow("7 is no direction");
  });
});
