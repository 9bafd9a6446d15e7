import fc from "fast-check";
import { FramedMessages } from "../../src/server/grpc/framedMessages.js";

/** What grpc-js does with a message that is to be sent. */
function sent(message: Pick<FramedMessages, "byteLength" | "copy">): Buffer {
  const output = Buffer.alloc(message.byteLength + 5, 0xff);
  output.writeUInt8(0, 0);
  output.writeUInt32BE(message.byteLength, 1);
  message.copy(output, 5);
  return output;
}

describe("messages that the library takes for one", () => {
  it("are sent as each would be by itself", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1 }), (messages) => {
        const alone = messages.map((message) => sent(Buffer.from(message)));
        expect(sent(new FramedMessages(messages)).equals(Buffer.concat(alone))).toBe(true);
      }),
    );
  });
});
