import { request as requestHttp, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";

/** What a server answered, as far as it was read. */
export interface HttpAnswer {
  readonly status: number;
  readonly location: string | undefined;
  /** At most {@link MOST_ANSWER} bytes of it. */
  readonly body: string;
}

export interface PostOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** How long, in milliseconds, the server may let the upload stand still, and how long its answer may take. */
  readonly patience: number;
}

/** More of an answer is not read: nobody would. */
export const MOST_ANSWER = 65_536;

/** Posts a form and gives the answer as it is: no redirect is followed. */
export async function postForm(
  url: string,
  form: FormData,
  { headers, patience }: PostOptions,
): Promise<HttpAnswer> {
  // It knows how to write a form.
  const encoded = new Response(form);
  const content = Buffer.from(await encoded.arrayBuffer());
  const request = url.startsWith("https:") ? requestHttps : requestHttp;
  return new Promise((answered, failed) => {
    const sent = request(
      url,
      {
        method: "POST",
        headers: {
          ...headers,
          "content-type": encoded.headers.get("content-type") ?? "multipart/form-data",
          "content-length": content.length,
        },
        // Of the connection, and of an upload that the server does not take.
        timeout: patience,
        agent: false,
      },
      (response) => {
        bodyOf(response).then((body) => {
          answered({
            status: response.statusCode ?? 0,
            location: response.headers.location,
            body,
          });
        }, failed);
      },
    );
    let waiting: NodeJS.Timeout | undefined;
    const tooLate = (): void => {
      sent.destroy(new Error(`no answer within ${String(patience / 1000)} seconds`));
    };
    sent.on("timeout", tooLate);
    // Everything has been handed over: from here on only the answer counts, however it drips.
    sent.on("finish", () => {
      waiting = setTimeout(tooLate, patience);
    });
    sent.on("error", failed);
    sent.on("close", () => {
      clearTimeout(waiting);
    });
    sent.end(content);
  });
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    // Leaving the loop ends the connection.
    if (length >= MOST_ANSWER) break;
  }
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, MOST_ANSWER));
}
