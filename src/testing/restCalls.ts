/** Why a call failed: the last word of the problem's type, and what it says. */
export interface Problem {
  readonly kind: string;
  readonly detail: string;
}

type Answer =
  | { readonly ok: true; readonly body: unknown; readonly problem?: undefined }
  | { readonly ok: false; readonly problem: Problem; readonly body?: undefined };

/** What is sent with a call. */
export interface Sending {
  readonly headers?: RequestInit["headers"];
  readonly body?: string | Uint8Array | FormData | undefined;
}

/** What is sent as JSON. */
export const jsonSending = (json: object): Sending => ({
  headers: { "content-type": "application/json" },
  body: JSON.stringify(json),
});

/** Calls of the platform's REST interface. */
export class RestCalls {
  readonly #base: string;
  readonly #token: string | undefined;

  constructor(url: string, token: string | undefined) {
    this.#base = `${url.replace(/\/+$/, "")}/api/v1`;
    this.#token = token;
  }

  /** @throws Error with what the server says, where it answers with a failure. */
  async send(method: string, path: string, sending: Sending = {}): Promise<unknown> {
    const answer = await this.attempt(method, path, sending);
    if (answer.ok) return answer.body;
    throw new Error(`${method} ${path}: ${answer.problem.kind}: ${answer.problem.detail}`);
  }

  /** A failure is an answer, too. */
  async attempt(method: string, path: string, sending: Sending = {}): Promise<Answer> {
    const response = await this.#fetch(method, path, sending);
    const text = await response.text();
    if (!response.ok) return { ok: false, problem: problemOf(response.status, text) };
    return { ok: true, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
  }

  /** The answer as it is. @throws Error as {@link send}. */
  async raw(method: string, path: string): Promise<Response> {
    const response = await this.#fetch(method, path, {});
    if (response.ok) return response;
    const { kind, detail } = problemOf(response.status, await response.text());
    throw new Error(`${kind}: ${detail}`);
  }

  async #fetch(method: string, path: string, { headers, body }: Sending): Promise<Response> {
    const sent = new Headers(headers);
    if (this.#token !== undefined) sent.set("authorization", `Bearer ${this.#token}`);
    const init: RequestInit = { method, headers: sent };
    if (body !== undefined) init.body = body instanceof Uint8Array ? new Uint8Array(body) : body;
    try {
      return await fetch(`${this.#base}${path}`, init);
    } catch (cause) {
      throw new Error(`${this.#base} cannot be reached`, { cause });
    }
  }
}

function problemOf(status: number, text: string): Problem {
  try {
    const { type, detail } = JSON.parse(text) as { type?: unknown; detail?: unknown };
    if (typeof type === "string" && typeof detail === "string")
      return { kind: /[^/:#]*$/.exec(type)?.[0] ?? "", detail };
  } catch {
    // No problem document: the text is all that there is.
  }
  return { kind: String(status), detail: text.slice(0, 500) };
}
