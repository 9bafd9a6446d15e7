// A server that does nothing but answer: it looks neither at headers nor at messages, and writes what it
// is to answer with as large as HTTP/2 and the client's windows let it. What the same client does with
// it is the most that any server could get out of that client: `fork`ed with the subject and what is asked
// of it, tells its port.
import { Buffer } from "node:buffer";
import { createServer } from "node:net";
import { replyTo } from "./replies.js";

const [name, order] = process.argv.slice(2);
const PREFACE = 24;
const FRAME = { data: 0, headers: 1, settings: 4, ping: 6, windowUpdate: 8 };
const END_STREAM = 1;
const ACK = 1;
const END_HEADERS = 4;
const MOST_IN_A_FRAME = 16_384;
const WINDOW = 65_535;

/** A header without an index (RFC 7541 §6.2.2), all of it in plain bytes. */
const header = (name, value) =>
  Buffer.concat([
    Buffer.from([0, name.length]),
    Buffer.from(name),
    Buffer.from([value.length]),
    Buffer.from(value),
  ]);
/** `:status: 200` is the eighth of the static table. */
const HEADERS = Buffer.concat([Buffer.from([0x88]), header("content-type", "application/grpc")]);
const TRAILERS = header("grpc-status", "0");

function frame(type, flags, stream, payload = Buffer.alloc(0)) {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

const grown = (stream, bytes) => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(bytes);
  return frame(FRAME.windowUpdate, 0, stream, size);
};

/** The bytes of a message with gRPC's own head. */
const framed = (message) => {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
};

const answer = Buffer.concat(replyTo(name, order).map(framed));

class Connection {
  #socket;
  #held = Buffer.alloc(0);
  #isGreeted = false;
  #window = WINDOW;
  #initial = WINDOW;
  #taken = 0;
  #out = [];
  /** Streams that have something left to send: where they are in it, and how much they may send. */
  #open = new Map();

  constructor(socket) {
    this.#socket = socket.setNoDelay(true);
    socket.on("data", (bytes) => this.#read(bytes)).on("error", () => socket.destroy());
    this.#out.push(frame(FRAME.settings, 0, 0));
  }

  #read(bytes) {
    let all = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    if (!this.#isGreeted && all.length >= PREFACE) {
      this.#isGreeted = true;
      all = all.subarray(PREFACE);
    }
    while (this.#isGreeted && all.length >= 9) {
      const length = all.readUIntBE(0, 3);
      if (all.length < 9 + length) break;
      this.#take(all[3], all[4], all.readUInt32BE(5) & 0x7fffffff, all.subarray(9, 9 + length));
      all = all.subarray(9 + length);
    }
    this.#held = all;
    this.#send();
  }

  #take(type, flags, stream, payload) {
    if (type === FRAME.settings && (flags & ACK) === 0) {
      for (let at = 0; at < payload.length; at += 6)
        if (payload.readUInt16BE(at) === 4) this.#initial = payload.readUInt32BE(at + 2);
      this.#out.push(frame(FRAME.settings, ACK, 0));
    } else if (type === FRAME.ping && (flags & ACK) === 0)
      this.#out.push(frame(FRAME.ping, ACK, 0, payload));
    else if (type === FRAME.windowUpdate) {
      const bytes = payload.readUInt32BE(0);
      if (stream === 0) this.#window += bytes;
      const open = this.#open.get(stream);
      if (open !== undefined) open.window += bytes;
    } else if (type === FRAME.data) {
      this.#taken += payload.length;
      if (this.#taken > WINDOW / 2) {
        this.#out.push(grown(0, this.#taken));
        this.#taken = 0;
      }
      if ((flags & END_STREAM) !== 0) this.#answer(stream);
    }
  }

  #answer(stream) {
    this.#out.push(frame(FRAME.headers, END_HEADERS, stream, HEADERS));
    this.#open.set(stream, { at: 0, window: this.#initial });
  }

  #send() {
    for (const [stream, open] of this.#open) {
      for (;;) {
        const left = answer.length - open.at;
        const size = Math.min(left, MOST_IN_A_FRAME, open.window, this.#window);
        if (size <= 0) break;
        this.#out.push(frame(FRAME.data, 0, stream, answer.subarray(open.at, open.at + size)));
        open.at += size;
        open.window -= size;
        this.#window -= size;
      }
      if (open.at < answer.length) continue;
      this.#open.delete(stream);
      this.#out.push(frame(FRAME.headers, END_HEADERS | END_STREAM, stream, TRAILERS));
    }
    if (this.#out.length > 0) this.#socket.write(Buffer.concat(this.#out));
    this.#out = [];
  }
}

const server = createServer((socket) => new Connection(socket));
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.on("disconnect", () => process.exit(0));
