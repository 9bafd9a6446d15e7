/** The part of the written module that is the same for all domains. */
export const CLIENT_RUNTIME = `/** Where a database is, and what is sent with every call. */
export interface DomainClientOptions {
  /** The server's address, such as \`http://localhost:3000\`. */
  readonly url: string;
  readonly database: string;
  /** Sent as \`authorization: Bearer …\`. */
  readonly token?: string;
  /** Default: the global \`fetch\`. */
  readonly fetch?: typeof globalThis.fetch;
}

/** What a command takes beside its fields. */
export interface CommandOptions {
  /** Names the transaction: sent again under the same id it is committed once. */
  readonly transactionId?: string;
  readonly lastSeenRevision?: bigint;
  readonly headers?: Readonly<Record<string, string>>;
  readonly version?: number;
  readonly signal?: AbortSignal;
}

/** What became of a command. */
export interface Committed {
  readonly transactionId: string | undefined;
  /** The revision of its last event. */
  readonly revision: bigint;
}

/** As of when a view is read; default: now. */
export interface ViewOptions {
  readonly revision?: bigint;
  /** RFC 3339 text. */
  readonly effectiveTime?: string;
  readonly version?: number;
  readonly signal?: AbortSignal;
}

/** A view's state; \`undefined\` for none yet. */
export interface ViewAnswer<S> {
  readonly state: S | undefined;
  readonly revision: bigint;
  readonly lastModifiedRevision: bigint;
}

/** An event that was read, with the data of its type. */
export interface ReadEvent<T extends keyof Events> {
  readonly id: string;
  readonly type: T;
  readonly source: string;
  readonly subject?: string;
  readonly time?: string;
  readonly data: Events[T];
}

/** A call that failed; \`problem\` is the last word of the problem's type, such as \`refused-conflict\`. */
export class CallError extends Error {
  override readonly name = "CallError";
  readonly status: number;
  readonly problem: string;

  constructor(status: number, problem: string, message: string) {
    super(message);
    this.status = status;
    this.problem = problem;
  }
}

/** The domain's commands and views on a server. */
export class DomainClient {
  readonly #base: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #fetch: typeof globalThis.fetch;

  constructor({ url, database, token, fetch = globalThis.fetch.bind(globalThis) }: DomainClientOptions) {
    this.#base = \`\${url.replace(/\\/+$/, "")}/api/v1/db/\${encodeURIComponent(database)}\`;
    this.#headers = token === undefined ? {} : { authorization: \`Bearer \${token}\` };
    this.#fetch = fetch;
  }

  /** Sends a command. @throws CallError when it is refused, or cannot be decided. */
  async execute<N extends keyof Commands & string>(
    name: N,
    command: Commands[N],
    options: CommandOptions = {},
  ): Promise<Committed> {
    const { version = COMMAND_VERSIONS.get(name) ?? 1, transactionId, lastSeenRevision } = options;
    const query = queryOf({ transaction_id: transactionId, last_seen_revision: lastSeenRevision });
    const response = await this.#call(\`/state-changes/\${name}/versions/\${String(version)}\${query}\`, {
      method: "POST",
      headers: { ...options.headers, "content-type": "application/json" },
      body: JSON.stringify(command),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    const { id, revision } = (await response.json()) as { id?: string; revision?: string };
    return { transactionId: id, revision: BigInt(revision ?? 0) };
  }

  /** Reads a view's state. @throws CallError when it cannot be told. */
  async view<N extends keyof Views & string>(
    name: N,
    parameters: Views[N]["parameters"],
    options: ViewOptions = {},
  ): Promise<ViewAnswer<Views[N]["state"]>> {
    const about = VIEWS.get(name);
    const { version = about?.version ?? 1, revision, effectiveTime } = options;
    const given: Record<string, string | bigint | undefined> = { revision, effective_time: effectiveTime };
    for (const [parameter, value] of Object.entries<string>(parameters))
      given[\`\${about?.parameters[parameter] ?? "subject"}.\${parameter}\`] = value;
    const response = await this.#call(
      \`/state-views/\${name}/versions/\${String(version)}\${queryOf(given)}\`,
      options.signal === undefined ? {} : { signal: options.signal },
    );
    const state =
      response.status === 204
        ? undefined
        : about?.json === false
          ? new Uint8Array(await response.arrayBuffer())
          : await response.json();
    return {
      state: state as Views[N]["state"] | undefined,
      revision: revisionIn(response, "evidentsource-revision"),
      lastModifiedRevision: revisionIn(response, "evidentsource-last-modified-revision"),
    };
  }

  /** Events of a type, the oldest first. @throws CallError when they cannot be read. */
  async events<T extends keyof Events & string>(
    type: T,
    options: { readonly limit?: number; readonly signal?: AbortSignal } = {},
  ): Promise<readonly ReadEvent<T>[]> {
    const response = await this.#call("/query", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        selector: { equals: { event_type: { event_type: type } } },
        ...(options.limit === undefined ? {} : { limit: options.limit }),
      }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    return ((await response.json()) as { readonly events: readonly ReadEvent<T>[] }).events;
  }

  async #call(path: string, init: RequestInit): Promise<Response> {
    const headers = { ...(init.headers as Readonly<Record<string, string>> | undefined), ...this.#headers };
    const response = await this.#fetch(\`\${this.#base}\${path}\`, { ...init, headers });
    if (response.ok) return response;
    const text = await response.text();
    let problem: { type?: unknown; detail?: unknown } = {};
    try {
      problem = JSON.parse(text) as typeof problem;
    } catch {
      // Whatever answered, it was no server of this kind: its text is all that is known.
    }
    const kind = typeof problem.type === "string" ? (/[^/:#]*$/.exec(problem.type)?.[0] ?? "") : "";
    const detail = typeof problem.detail === "string" ? problem.detail : text.slice(0, 500);
    throw new CallError(response.status, kind, detail);
  }
}

function queryOf(given: Readonly<Record<string, string | bigint | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(given))
    if (value !== undefined) query.set(name, String(value));
  const text = query.toString();
  return text === "" ? "" : \`?\${text}\`;
}

const revisionIn = (response: Response, header: string): bigint =>
  BigInt(response.headers.get(header) ?? 0);
`;

/** Names that the module has already, and those of the language's library that it uses. */
export const RUNTIME_NAMES: readonly string[] = [
  ...["Commands", "Events", "Views", "AboutView", "DomainClientOptions", "CommandOptions"],
  ...["Committed", "ViewOptions", "ViewAnswer", "ReadEvent", "CallError", "DomainClient"],
  ...["Readonly", "Record", "Uint8Array", "Error", "Promise", "Response", "RequestInit", "Map"],
  ...["ReadonlyMap", "AbortSignal", "URLSearchParams", "JSON", "Object", "String", "BigInt"],
  ...["unknown", "string", "number", "boolean", "object", "null", "undefined", "any", "never"],
  ...["void", "symbol", "bigint", "COMMAND_VERSIONS", "VIEWS", "queryOf", "revisionIn"],
];
