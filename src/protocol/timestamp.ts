import { create } from "@bufbuild/protobuf";
import { TimestampSchema, type Timestamp as ProtoTimestamp } from "@bufbuild/protobuf/wkt";
import { Timestamp } from "../domain/index.js";

/** An instant as protobuf carries it; nanoseconds count up from the second, also before 1970. */
export function timestampToProto({ seconds, nanoseconds }: Timestamp): ProtoTimestamp {
  return create(TimestampSchema, { seconds, nanos: nanoseconds });
}

/**
 * The instant of a message.
 * @throws RangeError for nanoseconds that are none (0 to 999,999,999).
 */
export function timestampFromProto({ seconds, nanos }: ProtoTimestamp): Timestamp {
  return new Timestamp(seconds, nanos);
}
