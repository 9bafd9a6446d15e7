import type { ServerInterceptingCallInterface, ServerInterceptor } from "@grpc/grpc-js";

/**
 * Gives the status of an answer together with its one message. The library waits with it until the
 * message is on its way, which costs each call another turn.
 */
export const answerTogether = (({ responseStream }, call): ServerInterceptingCallInterface => {
  if (responseStream) return call;
  const send = call.sendMessage.bind(call);
  call.sendMessage = (message, sent) => {
    // A message that cannot be written any more ends the call all the same.
    send(message, () => undefined);
    sent();
  };
  return call;
  // The library's type asks for its class, though all that it uses is the interface.
}) as ServerInterceptor;
