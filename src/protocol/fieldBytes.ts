import type { DescField } from "@bufbuild/protobuf";
import { messages } from "./eventBytes.js";

/** Messages that are written already, as the values of a field of another one. */
export function fieldBytes({ number }: DescField, values: Iterable<Uint8Array>): Uint8Array {
  return messages.written((to) => {
    for (const bytes of values) to.bytes(number, bytes);
  });
}
