import type { SentCommand } from "../database/index.js";
import type { EmittedEvent, ParameterValues, Timestamp } from "../domain/index.js";
import type { StateViewDefinition } from "../model/definitions.js";
import { completeEvent, currentDefinitions } from "../runtime/index.js";
import { cloudEventText } from "./cloudEventText.js";
import { secondsLater } from "./history.js";
import type { LevelSetting } from "./level.js";
import { answering } from "./openSpecs.js";
import type { Outcome } from "./outcome.js";
import { publishedBuild, type PublishedBuild } from "./publishedBuild.js";
import { RestCalls } from "./restCalls.js";
import { executeOnServer } from "./serverCommand.js";

/** A server with what is built, on which specifications have databases of their own. */
export interface SpecServer {
  /** Runs something in a database of its own, which is removed afterwards. */
  inDatabase<T>(run: (database: SpecDatabase) => Promise<T>): Promise<T>;
}

const known = new Map<string, Promise<SpecServer>>();

/** Each server is prepared once in a process. */
export function specServer(
  setting: Extract<LevelSetting, { level: "server" }>,
): Promise<SpecServer> {
  const key = `${setting.url} ${setting.dist}`;
  const server = known.get(key) ?? prepare(setting);
  known.set(key, server);
  return server;
}

async function prepare({
  url,
  token,
  dist,
}: Extract<LevelSetting, { level: "server" }>): Promise<SpecServer> {
  const calls = new RestCalls(url, token);
  const build = await publishedBuild(calls, dist);
  return {
    inDatabase: async (run) => {
      const name = build.newName();
      try {
        await build.createDatabase(name);
        return await run(new SpecDatabase(calls, name, build));
      } finally {
        // Not waited for by the specification, but by the end of the tests.
        void answering(calls.attempt("DELETE", `/db/${name}`).then(nothing, nothing));
      }
    },
  };
}

const nothing = (): void => undefined;

/** The database of one specification. */
export class SpecDatabase {
  readonly #calls: RestCalls;
  readonly #name: string;
  readonly #build: PublishedBuild;

  constructor(calls: RestCalls, name: string, build: PublishedBuild) {
    this.#calls = calls;
    this.#name = name;
    this.#build = build;
  }

  /** Appends a history, and gives the revision after it. In one transaction: each call takes its time. */
  async append(history: readonly EmittedEvent[]): Promise<bigint> {
    if (history.length === 0) return 0n;
    const definitions = currentDefinitions();
    const texts = history.map((event, index) => {
      const recordedAt = secondsLater(index);
      const newId = (): string => `given-${String(index + 1)}`;
      const complete = completeEvent(event, definitions, recordedAt, newId);
      // Recorded now, it takes effect when it would have been recorded.
      return cloudEventText({ ...complete, time: complete.time ?? recordedAt });
    });
    await this.#calls.send("POST", `/db/${this.#name}/transactions`, {
      body: `[${texts.join(",")}]`,
      headers: { "content-type": "application/cloudevents-batch+json" },
    });
    return BigInt(history.length);
  }

  /** Decides a command, and sends it in earnest. */
  execute(name: string, sent: SentCommand): Promise<Outcome> {
    const version = String(this.#build.versionOf(name));
    const database = `/db/${this.#name}`;
    const change = `${database}/state-changes/${name}/versions/${version}`;
    return executeOnServer(this.#calls, { database, change }, sent);
  }

  /** The content of a view's state; `undefined` for none. */
  async view(
    { name, parameters }: StateViewDefinition,
    values: ParameterValues,
    point: { readonly revision?: bigint; readonly effectiveTime?: Timestamp },
  ): Promise<Uint8Array | undefined> {
    const query = new URLSearchParams();
    for (const [parameter, kind] of parameters) {
      const value = values[parameter];
      if (value !== undefined && value !== null)
        query.set(`${kind.replace("-", "_")}.${parameter}`, value);
    }
    if (point.revision !== undefined) query.set("revision", String(point.revision));
    if (point.effectiveTime !== undefined) query.set("effective_time", String(point.effectiveTime));
    const version = String(this.#build.viewVersion(name));
    const path = `/db/${this.#name}/state-views/${name}/versions/${version}?${String(query)}`;
    const response = await this.#calls.raw("GET", path);
    return response.status === 204 ? undefined : new Uint8Array(await response.arrayBuffer());
  }
}
