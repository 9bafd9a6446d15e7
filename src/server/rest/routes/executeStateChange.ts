import { CommandHeaders, type CommandMessage } from "../../../domain/index.js";
import type { CommandRequest } from "../../../platform/index.js";
import { CREDENTIALS } from "../../auth.js";
import { traceExtensions } from "../../traceContext.js";
import { conditionToJson } from "../../../protocol/json/conditionJson.js";
import { prospectiveToJson } from "../../../protocol/json/eventToJson.js";
import { executedToJson } from "../json/transactionToJson.js";
import { json } from "../answer.js";
import { FLAG, INSTANT, REVISION, TEXT } from "../expected.js";
import {
  flag,
  instantParameter,
  integerParameter,
  parameter,
  revisionOf,
  versionOf,
} from "../queryParameters.js";
import { API, databaseOf, type RestCall, type RestRoute } from "../route.js";

/** Decides the command that is the body, and commits its events; as a speculation, commits nothing. */
export const executeStateChange: RestRoute = {
  operation: "executeStateChange",
  method: "POST",
  path: `${API}/db/{database}/state-changes/{name}/versions/{version}`,
  query: {
    transaction_id: "an id that is new for each intent",
    last_seen_revision: REVISION,
    commit_message: TEXT,
    correlation_id: TEXT,
    causation_id: TEXT,
    detail: FLAG,
    speculate: FLAG,
    revision: REVISION,
    received_at: INSTANT,
  },
  async answer(call) {
    const database = await databaseOf(call);
    const request = await requestFrom(call);
    if (flag(call, "speculate")) {
      const revision = await revisionOf(call, database);
      const receivedAt = instantParameter(call, "received_at") ?? request.receivedAt;
      const {
        events,
        conditions,
        reads = [],
      } = await database.speculate({ ...request, receivedAt }, revision);
      return json({
        database: database.name,
        revision,
        events: events.map(prospectiveToJson),
        conditions: conditions.map(conditionToJson),
        reads,
      });
    }
    for (const name of ["revision", "received_at"])
      if (parameter(call, name) !== undefined)
        throw new RangeError(`${name} is for speculations: a command is executed on what is now`);
    const executed = await database.execute(request);
    return json(
      executedToJson(executed, database.name, request.receivedAt, flag(call, "detail")),
      executed.kind === "committed" ? 201 : 200,
    );
  },
};

async function requestFrom(call: RestCall): Promise<CommandRequest> {
  const name = call.path["name"] ?? "";
  const version = versionOf(call);
  return {
    stateChange: name,
    version,
    command: commandFrom(call, await call.body()),
    headers: commandHeaders(call.headers),
    lastSeenRevision: integerParameter(call, "last_seen_revision"),
    transactionId: parameter(call, "transaction_id"),
    metadata: {
      origin: { transport: "http", stateChange: { name, version } },
      principalAttributes: call.principal,
      commitMessage: parameter(call, "commit_message"),
      correlationId: parameter(call, "correlation_id"),
      causationId: parameter(call, "causation_id"),
    },
    extensions: traceExtensions(call.header),
    receivedAt: call.platform.clock(),
  };
}

const commandFrom = ({ header }: RestCall, body: Uint8Array): CommandMessage => ({
  body: body.length === 0 ? undefined : body,
  contentType: header("content-type") ?? "application/json",
  contentSchema: header("content-schema"),
});

/** What concerns this connection alone (RFC 9110 §7.6.1), and the form of the message. */
const OF_THE_CONNECTION = [
  "connection",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "content-length",
  "host",
  "expect",
];
const WITHHELD = new Set([...CREDENTIALS, ...OF_THE_CONNECTION]);

const commandHeaders = (headers: Headers): CommandHeaders =>
  new CommandHeaders([...headers].filter(([name]) => !WITHHELD.has(name.toLowerCase())));
