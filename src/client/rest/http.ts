import { parseRoughly } from "../../codec/json.js";
import { ClientError } from "../clientError.js";
import { failureOf } from "../failure.js";

/** A request beside its path. */
export interface HttpRequest {
  readonly method?: "GET" | "POST" | "DELETE";
  readonly query?: Readonly<Record<string, string | bigint | undefined>>;
  readonly headers?: Iterable<readonly [name: string, value: string]>;
  readonly body?: string | Uint8Array | undefined;
}

export interface HttpOptions {
  /** Where the interface begins. */
  readonly address: string;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
}

/** Requests of one server's REST interface. */
export class Http {
  readonly address: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #fetch: typeof fetch;

  constructor({ address, headers, fetch: ask }: HttpOptions) {
    this.address = address;
    this.#headers = headers;
    // A browser's own must be called as the window's.
    this.#fetch = (...given) => ask(...given);
  }

  /** @param path - its parts, of which each is written as one. */
  async ask(
    path: readonly string[],
    { method = "GET", query = {}, headers = [], body }: HttpRequest,
    signal: AbortSignal,
  ): Promise<Response> {
    const url = new URL(`${this.address}/${path.map(encodeURIComponent).join("/")}`);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    const all = new Headers();
    for (const [name, value] of headers) all.append(name, value);
    for (const [name, value] of Object.entries(this.#headers)) all.set(name, value);
    const init = { method, headers: all, signal, ...(body !== undefined && { body }) };
    const response = await this.#reached(signal, () => this.#fetch(url, init as RequestInit));
    if (response.ok) return response;
    throw problemOf(response.status, await this.text(response, signal), this.address);
  }

  /** The whole of a text. */
  text = (response: Response, signal: AbortSignal): Promise<string> =>
    this.#reached(signal, () => response.text());

  /** The whole of an answer in bytes. */
  bytes = (response: Response, signal: AbortSignal): Promise<Uint8Array> =>
    this.#reached(signal, async () => new Uint8Array(await response.arrayBuffer()));

  /** `fetch` says of all that can go wrong on the way that it failed. */
  async #reached<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> {
    try {
      signal.throwIfAborted();
      return await run();
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw unreachable(this.address, error);
    }
  }
}

export function unreachable(address: string, error: unknown): ClientError {
  const { cause, message } = error as { cause?: { code?: string }; message?: string };
  const why = cause?.code ?? message ?? "the connection ended";
  return new ClientError("unavailable", `${address} cannot be reached: ${why}`, { cause: error });
}

const TYPE = /^urn:evidentsource:problem:(.+)$/;

/** The failure that an answer tells of (RFC 9457), or, from something in between, its status alone. */
export function problemOf(status: number, text: string, address: string): Error {
  const { type, detail } = objectIn(text);
  const word = typeof type === "string" ? TYPE.exec(type)?.[1] : undefined;
  if (word !== undefined && typeof detail === "string") return failureOf(word, detail);
  const own = status === 502 || status === 503 || status === 504 ? "unavailable" : "internal";
  return failureOf(
    status === 401 ? "unauthenticated" : status === 403 ? "forbidden" : own,
    `${address} answered ${String(status)}, and not as this interface does; is the address right?`,
  );
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value = parseRoughly(text, "the answer");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // The status alone says what is wrong.
    return {};
  }
}
