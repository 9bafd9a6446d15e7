import { ClientError } from "../clientError.js";
import { unreachable } from "./http.js";

/** A server that says nothing for so long, not even that it is there, is taken for gone. */
const SILENCE = 45_000;

/** The data of each message of an event stream (HTML, "Server-sent events"), as long as it lasts. */
export async function* serverSentEvents(
  response: Response,
  address: string,
  signal: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  if (response.body === null) return;
  const body: ReadableStream<Uint8Array> = response.body;
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let data: string[] = [];
  try {
    for (;;) {
      const { done, value } = await beforeSilence(reader.read(), address);
      signal.throwIfAborted();
      if (done) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        // This interface ends its lines with a line feed alone, and an empty line ends a message.
        if (line.startsWith("data:")) data.push(line.slice(line.charAt(5) === " " ? 6 : 5));
        if (line !== "" || data.length === 0) continue;
        yield data.join("\n");
        data = [];
      }
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw ClientError.is(error) ? error : unreachable(address, error);
  } finally {
    // Also where the reader leaves: the connection must not go on.
    reader.cancel().catch(() => undefined);
  }
}

async function beforeSilence<T>(reading: Promise<T>, address: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new ClientError("unavailable", `${address} has said nothing for too long`));
    }, SILENCE);
  });
  try {
    return await Promise.race([reading, silence]);
  } finally {
    clearTimeout(timer);
  }
}
