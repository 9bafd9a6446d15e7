import { receiveMessageOnPort } from "node:worker_threads";
import type { Answer, Question, WorkerStart } from "./messages.js";
import { fromFailure } from "./wire.js";

/** Asks the owner, and waits for the answer in this thread. */
export type AskOwner = (question: Question) => unknown;

/** The owner answers while it waits for no guest, so a wait always ends: it is ended with the thread at worst. */
export function askOwner({ port, signal }: WorkerStart): AskOwner {
  return (question) => {
    const before = Atomics.load(signal, 0);
    port.postMessage(question);
    for (;;) {
      Atomics.wait(signal, 0, before);
      const received = receiveMessageOnPort(port) as { message: Answer } | undefined;
      if (received === undefined) continue;
      const { message } = received;
      if (message.ok) return message.value;
      throw fromFailure(message.failure);
    }
  };
}
