/** The library's head of a message: whether it is compressed, and how long it is. */
const HEAD = 5;
const LENGTH = 1;

/**
 * Messages that the library takes for one, so that a thousand small ones are not a thousand writes. It
 * makes a buffer of `byteLength` and its head, writes that, and has the rest copied behind it; here
 * each message is copied with a head of its own, the first one's over what stands there already.
 */
export class FramedMessages {
  readonly byteLength: number;
  readonly #messages: readonly Uint8Array[];

  constructor(messages: readonly Uint8Array[]) {
    this.#messages = messages;
    this.byteLength = messages.reduce((sum, { length }) => sum + HEAD + length, -HEAD);
  }

  /** @param at where the library would have the message, behind its head */
  copy(target: Buffer, at: number): number {
    let place = at - HEAD;
    for (const message of this.#messages) {
      target[place] = 0;
      target.writeUInt32BE(message.length, place + LENGTH);
      target.set(message, place + HEAD);
      place += HEAD + message.length;
    }
    return place - at;
  }
}
