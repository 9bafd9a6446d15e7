import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** An upload as it reached the server. */
export interface Upload {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly metadata: unknown;
  readonly wasm: Uint8Array;
  /** Content types of the parts, by name. */
  readonly types: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface PublishingServer {
  readonly url: string;
  readonly uploads: readonly Upload[];
  readonly close: () => Promise<void>;
}

/** A server on this machine that takes uploads and answers as it is told. */
export async function publishingServer(
  answer: (upload: Upload) => Answer,
): Promise<PublishingServer> {
  const uploads: Upload[] = [];
  const server = createServer((request, response) => {
    // The platform's contract has uploads, and no list of what is published.
    if (request.method !== "POST") {
      response.writeHead(405).end();
      return;
    }
    void uploadOf(request).then((upload) => {
      uploads.push(upload);
      const { status, body = "", headers = {} } = answer(upload);
      response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    uploads,
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  };
}

async function uploadOf(request: IncomingMessage): Promise<Upload> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  const headers = { "content-type": request.headers["content-type"] ?? "" };
  const parsed = new Response(Buffer.concat(chunks), { headers });
  // Node's own parser, which knows nothing of the program's.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- discouraged for real servers only
  const form = await parsed.formData();
  const parts = [...form].map(([name, part]) => [name, part as Blob] as const);
  const { metadata, wasm } = Object.fromEntries(parts) as Record<"metadata" | "wasm", Blob>;
  return {
    path: `${request.method ?? ""} ${request.url ?? ""}`,
    authorization: request.headers.authorization,
    metadata: JSON.parse(await metadata.text()) as unknown,
    wasm: new Uint8Array(await wasm.arrayBuffer()),
    types: Object.fromEntries(parts.map(([name, part]) => [name, part.type])),
  };
}
