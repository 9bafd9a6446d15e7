import type { DescField } from "@bufbuild/protobuf";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";

/** Messages that are written already, as the values of a field of another one. */
export function fieldBytes({ number }: DescField, values: Iterable<Uint8Array>): Uint8Array {
  const writer = new BinaryWriter();
  for (const bytes of values) writer.tag(number, WireType.LengthDelimited).bytes(bytes);
  return writer.finish();
}
