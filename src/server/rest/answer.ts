import { statusOf, type Status } from "../status.js";
import { writeJson } from "../../protocol/json/writeJson.js";

const JSON_TYPE = "application/json";
const PROBLEM_TYPE = "application/problem+json";

/** An answer in JSON. */
export const json = (
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  new Response(`${writeJson(value)}\n`, {
    status,
    headers: { "content-type": JSON_TYPE, ...headers },
  });

/** A failure as RFC 9457 has it. Its type's last word is for programs, its detail for people. */
export function problem(error: unknown): Response {
  const status: Status = statusOf(error);
  const headers: Record<string, string> = { "content-type": PROBLEM_TYPE };
  if (status.http === 401) headers["www-authenticate"] = "Bearer";
  if (status.http === 503) headers["retry-after"] = "1";
  const body = {
    type: `urn:evidentsource:problem:${status.kind}`,
    title: status.kind.replaceAll("-", " "),
    status: status.http,
    detail: status.message,
  };
  return new Response(`${writeJson(body)}\n`, { status: status.http, headers });
}

/** A JSON object whose last member is an array, written as its elements come. */
export async function jsonStream(
  head: Readonly<Record<string, unknown>>,
  member: string,
  elements: AsyncIterable<string>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const iterator = elements[Symbol.asyncIterator]();
  // Whatever is wrong with the request shows before anything is sent.
  let next = await iterator.next();
  const encoder = new TextEncoder();
  const known = writeJson(head).slice(1, -1);
  let text = `{${known}${known === "" ? "" : ","}${JSON.stringify(member)}:[`;
  let isFirst = true;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      for (;;) {
        if (next.done === true) {
          controller.enqueue(encoder.encode(`${text}]}\n`));
          controller.close();
          return;
        }
        text += isFirst ? next.value : `,${next.value}`;
        isFirst = false;
        next = await iterator.next();
        if (text.length < CHUNK) continue;
        controller.enqueue(encoder.encode(text));
        text = "";
        return;
      }
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(body, { headers: { "content-type": JSON_TYPE, ...headers } });
}

const CHUNK = 64 * 1024;
