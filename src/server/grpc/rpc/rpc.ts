import type { DescMethod, MessageShape } from "@bufbuild/protobuf";
import type { CallContext } from "../context.js";

/** A call that is answered once. Bytes are a message that is written already. */
export interface UnaryRpc<M extends DescMethod = DescMethod> {
  readonly method: M;
  answer(
    request: MessageShape<M["input"]>,
    context: CallContext,
  ): Promise<MessageShape<M["output"]> | Uint8Array>;
}

/** A call that is answered by a stream. */
export interface StreamRpc<M extends DescMethod = DescMethod> {
  readonly method: M;
  answers(
    request: MessageShape<M["input"]>,
    context: CallContext,
  ): AsyncIterable<MessageShape<M["output"]> | Uint8Array>;
}

export type Rpc = UnaryRpc | StreamRpc;

/** A unary call, with the types of its method's messages. */
export const unary = <M extends DescMethod>(method: M, answer: UnaryRpc<M>["answer"]): Rpc => ({
  method,
  answer,
});

/** A streaming call, with the types of its method's messages. */
export const streaming = <M extends DescMethod>(
  method: M,
  answers: StreamRpc<M>["answers"],
): Rpc => ({ method, answers });
