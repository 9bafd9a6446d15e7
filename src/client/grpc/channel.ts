import {
  fromBinary,
  toBinary,
  type DescMessage,
  type DescMethod,
  type MessageInitShape,
  type MessageShape,
  create,
} from "@bufbuild/protobuf";
import { Client, credentials, Metadata, type ClientReadableStream } from "@grpc/grpc-js";
import { messageOf } from "../../domain/index.js";
import { ClientError } from "../clientError.js";
import type { GrpcAddress } from "./address.js";
import { errorOf } from "./failure.js";

type Method<I extends DescMessage, O extends DescMessage> = DescMethod & {
  readonly input: I;
  readonly output: O;
};

export interface ChannelOptions extends GrpcAddress {
  /** Sent with every call. */
  readonly headers: Readonly<Record<string, string>>;
  /** The longest answer that is taken, in bytes. */
  readonly maxMessageBytes: number;
}

/** Calls of the platform's service over one connection, which is made when it is needed. */
export class Channel {
  readonly address: string;
  readonly #client: Client;
  readonly #metadata = new Metadata();

  constructor({ target, secure, shown, headers, maxMessageBytes }: ChannelOptions) {
    this.address = shown;
    for (const [name, value] of Object.entries(headers)) this.#metadata.set(name, value);
    this.#client = new Client(
      target,
      secure ? credentials.createSsl() : credentials.createInsecure(),
      {
        "grpc.max_receive_message_length": maxMessageBytes,
        "grpc.max_send_message_length": -1,
        // The client's own pauses between attempts decide; the connection must not wait longer.
        "grpc.initial_reconnect_backoff_ms": 50,
        "grpc.min_reconnect_backoff_ms": 50,
        "grpc.max_reconnect_backoff_ms": 1_000,
        // Without it a peer that vanished is not missed before TCP gives up.
        "grpc.keepalive_time_ms": 20_000,
        "grpc.keepalive_timeout_ms": 10_000,
      },
    );
  }

  async unary<I extends DescMessage, O extends DescMessage>(
    method: Method<I, O>,
    request: MessageInitShape<I>,
    signal: AbortSignal,
  ): Promise<MessageShape<O>> {
    const bytes = bytesOf(method.input, request);
    return read(method.output, await this.#answer(pathOf(method), bytes, signal));
  }

  #answer(path: string, request: Buffer, signal: AbortSignal): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const cancel = (): void => {
        call.cancel();
      };
      const call = this.#client.makeUnaryRequest(
        path,
        (bytes: Buffer) => bytes,
        (bytes: Buffer) => bytes,
        request,
        this.#metadata,
        (error, bytes) => {
          signal.removeEventListener("abort", cancel);
          if (signal.aborted) reject(signal.reason as Error);
          else if (error !== null) reject(errorOf(error, this.address));
          else resolve(bytes ?? new Uint8Array());
        },
      );
      signal.addEventListener("abort", cancel, { once: true });
    });
  }

  async *stream<I extends DescMessage, O extends DescMessage>(
    method: Method<I, O>,
    request: MessageInitShape<I>,
    signal: AbortSignal,
  ): AsyncGenerator<MessageShape<O>, void, undefined> {
    signal.throwIfAborted();
    const call: ClientReadableStream<Buffer> = this.#client.makeServerStreamRequest(
      pathOf(method),
      (bytes: Buffer) => bytes,
      (bytes: Buffer) => bytes,
      bytesOf(method.input, request),
      this.#metadata,
    );
    const cancel = (): void => {
      call.cancel();
    };
    signal.addEventListener("abort", cancel, { once: true });
    try {
      for await (const bytes of call) yield read(method.output, bytes as Buffer);
      signal.throwIfAborted();
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw errorOf(error, this.address);
    } finally {
      signal.removeEventListener("abort", cancel);
      call.cancel();
    }
  }

  close(): void {
    this.#client.close();
  }
}

/** @throws ClientError for bytes that are no such message: something else answered. */
function read<D extends DescMessage>(schema: D, bytes: Uint8Array): MessageShape<D> {
  try {
    // Bytes within a message are a part of these, and of their class: no Buffer, as over REST.
    return fromBinary(schema, new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    const reason = `the server's answer is no ${schema.name}: ${messageOf(error)}`;
    throw new ClientError("internal", reason, { cause: error });
  }
}

const pathOf = (method: DescMethod): string => `/${method.parent.typeName}/${method.name}`;

function bytesOf<D extends DescMessage>(schema: D, request: MessageInitShape<D>): Buffer {
  const bytes = toBinary(schema, create(schema, request));
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
