/** Bytes of their own; `slice` of Node's buffers would share them. */
export const copiedBytes = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);
