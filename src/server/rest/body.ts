import { GrpcCode, ServerError } from "../status.js";

/** The whole body of a request. @throws ServerError for one that is longer than `most` bytes. */
export async function bodyOf(request: Request, most: number): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > most) throw tooLong(most);
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    // A length that was announced may be a lie, and none may have been.
    if (length > most) throw tooLong(most);
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

const tooLong = (most: number): ServerError =>
  new ServerError(
    { grpc: GrpcCode.RESOURCE_EXHAUSTED, http: 413, kind: "too-long" },
    `the request's body is longer than ${String(most)} bytes`,
  );
