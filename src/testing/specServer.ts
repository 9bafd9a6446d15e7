import type { SentCommand } from "../database/index.js";
import type { Timestamp } from "../domain/index.js";
import {
  AppendCondition,
  selectorFromJson,
  STATE_CHANGE_ERROR_KINDS,
  StateChangeError,
  type EmittedEvent,
  type ParameterValues,
} from "../domain/index.js";
import type { StateViewDefinition } from "../model/definitions.js";
import { completeEvent, currentDefinitions } from "../runtime/index.js";
import { cloudEventText, prospectiveFromJson } from "./cloudEventText.js";
import { secondsLater } from "./history.js";
import type { LevelSetting } from "./level.js";
import type { Outcome } from "./outcome.js";
import { publishedBuild, type PublishedBuild } from "./publishedBuild.js";
import { RestCalls, type Problem } from "./restCalls.js";

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
        await calls.send("DELETE", `/db/${name}`).catch(() => undefined);
      }
    },
  };
}

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

  /** Appends a history, each event in a transaction of its own, and gives the revision after it. */
  async append(history: readonly EmittedEvent[]): Promise<bigint> {
    const definitions = currentDefinitions();
    for (const [index, event] of history.entries()) {
      const recordedAt = secondsLater(index);
      const complete = completeEvent(
        event,
        definitions,
        recordedAt,
        () => `given-${String(index + 1)}`,
      );
      // Recorded now, it takes effect when it would have been recorded.
      const body = cloudEventText({ ...complete, time: complete.time ?? recordedAt });
      const headers = { "content-type": "application/cloudevents+json" };
      await this.#calls.send("POST", `/db/${this.#name}/transactions`, { body, headers });
    }
    return BigInt(history.length);
  }

  /**
   * Decides a command as of its time of receipt, and then sends it in earnest, which must come out the
   * same.
   */
  async execute(name: string, sent: SentCommand): Promise<Outcome> {
    const at = `/db/${this.#name}/state-changes/${name}/versions/${String(this.#build.versionOf(name))}`;
    const { message, headers, lastSeenRevision, receivedAt } = sent;
    const init = {
      headers: [...(headers ?? []), ["content-type", message.contentType]] as [string, string][],
      body: message.body,
    };
    const query = new URLSearchParams(
      lastSeenRevision === undefined ? {} : { last_seen_revision: String(lastSeenRevision) },
    );
    const speculation = new URLSearchParams([
      ...query,
      ["speculate", "true"],
      ["received_at", String(receivedAt)],
    ]);
    const decided = await this.#calls.attempt("POST", `${at}?${String(speculation)}`, init);
    const executed = await this.#calls.attempt("POST", `${at}?${String(query)}`, init);
    if (decided.ok !== executed.ok)
      throw new Error(
        `the server decides otherwise than it said it would: ${this.#told(executed.ok, executed)}`,
      );
    if (!decided.ok) return { accepted: false, error: refusal(decided.problem), reads: [] };
    const { events, conditions, reads } = decided.body as {
      readonly events: readonly Readonly<Record<string, unknown>>[];
      readonly conditions: readonly ConditionJson[];
      readonly reads: readonly { readonly what: string; readonly answer: string }[];
    };
    return {
      accepted: true,
      events: events.map(prospectiveFromJson),
      conditions: conditions.map(conditionFromJson),
      reads: reads.map(({ what, answer }) => `${what} → ${answer}`),
    };
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

  #told(ok: boolean, answer: { readonly problem?: Problem | undefined }): string {
    return ok ? "it is accepted" : `it is refused: ${answer.problem?.detail ?? ""}`;
  }
}

const REFUSED = "refused-";

/** @throws Error for a failure that is no refusal. */
function refusal({ kind, detail }: Problem): StateChangeError {
  const refused = STATE_CHANGE_ERROR_KINDS.find((one) => kind === `${REFUSED}${one}`);
  if (refused === undefined) throw new Error(`the server answered ${kind}: ${detail}`);
  return new StateChangeError(refused, detail);
}

type ConditionJson = Readonly<
  Record<string, { selector: unknown; revision: string; min: string; max: string }>
>;

function conditionFromJson(json: ConditionJson): AppendCondition {
  const [
    [kind, { selector: text, revision, min, max }] = ["", {} as ConditionJson[string] & object],
  ] = Object.entries(json);
  const selector = selectorFromJson(text);
  if (kind === "range") return AppendCondition.range(selector, BigInt(min), BigInt(max));
  return kind === "min"
    ? AppendCondition.min(selector, BigInt(revision))
    : AppendCondition.max(selector, BigInt(revision));
}
