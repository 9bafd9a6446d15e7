import { Buffer } from "node:buffer";
import { TextDecoder } from "node:util";
import { expectedEvent, oddValue, randomSelector, randomTransaction } from "./jsonEvents.js";
import { mutated } from "./mutate.js";
import { COMMANDS, randomCommand } from "./randomMessage.js";
import { send, sendBytes } from "./rawHttp.js";
import { DATABASES, mostly, oddText, revision } from "./vocabulary.js";

const API = "/api/v1";
const WRONG_METHODS = ["PUT", "PATCH", "OPTIONS", "HEAD", "TRACE", "PROPFIND", "DELETE"];

/** Sends one request over HTTP, and tells what was wrong with its answer, if anything. */
export async function restRequest(random, port, acknowledged, operations) {
  if (random.chance(0.02)) return garbage(random, port);
  const request = requestFor(random, operations);
  if (random.chance(0.1)) Object.assign(request.headers, oddHeaders(random));
  // Node would send a body without saying so, where a method has none by custom.
  if (request.body !== undefined && !("transfer-encoding" in request.headers))
    request.headers["content-length"] = Buffer.byteLength(request.body);
  const answer = await send(port, request);
  if (request.commits !== undefined && answer.status === 201)
    addCommitted(acknowledged, request, JSON.parse(String(answer.body)));
  return {
    what: `REST ${request.method} ${request.operation}`,
    answer: String(answer.status ?? (answer.notSent === undefined ? "none" : "not sent")),
    problem: problemOf(answer, request),
    sent: () => ({ ...request, body: String(request.body ?? "").slice(0, 2_000) }),
  };
}

function requestFor(random, operations) {
  const kind = random.next();
  if (kind < 0.4) return transaction(random);
  if (kind < 0.5) return command(random);
  if (kind < 0.6) return query(random);
  return anything(random, operations);
}

function transaction(random) {
  const value = random.chance(0.95) ? randomTransaction(random) : oddValue(random);
  return {
    operation: "transact",
    method: "POST",
    target: `${API}/db/${encoded(mostly(random, DATABASES))}/transactions`,
    headers: { "content-type": "application/json" },
    body: bodyOf(random, value),
    commits: "transaction",
  };
}

function command(random) {
  const name = mostly(random, COMMANDS);
  const version = mostly(random, ["1"], 0.9);
  const speculates = random.chance(0.2) ? "?speculate=true" : "";
  return {
    operation: "execute",
    method: "POST",
    target: `${API}/db/bank/state-changes/${encoded(name)}/versions/${encoded(version)}${speculates}`,
    headers: { "content-type": "application/json" },
    body: bodyOf(random, randomCommand(random, name)),
    commits: "command",
  };
}

const query = (random) => ({
  operation: "query",
  method: "POST",
  target: `${API}/db/${encoded(mostly(random, DATABASES))}/query`,
  headers: { "content-type": "application/json" },
  body: bodyOf(random, {
    selector: randomSelector(random),
    ...(random.chance(0.3) && { limit: random.pick([0, 1, -1, 1.5, 2 ** 32, "1", null]) }),
    ...(random.chance(0.3) && { direction: random.pick(["forward", "reverse", "up", 1]) }),
    ...(random.chance(0.2) && { revision: String(revision(random)) }),
  }),
});

/** Any operation of the interface, with whatever in its path and query. */
function anything(random, operations) {
  const { path, method, parameters } = random.pick(operations);
  const isDeleting = method === "DELETE";
  const names = { database: isDeleting ? ["scratch-1", "scratch-2"] : DATABASES, version: ["1"] };
  const known = ["account-summary", "deposit", "accounts", "e-1", "t-1", "stream", "event_type"];
  const target = path.replace(/\{(\w+)\}/g, (_brace, name) =>
    encoded(
      isDeleting ? random.pick(names.database) : mostly(random, names[name] ?? known, 0.8),
      random,
    ),
  );
  const given = parameters.filter(() => random.chance(0.3));
  const search = given.map(
    (name) => `${name}=${encoded(mostly(random, ["1", "0", "true", "10"], 0.7))}`,
  );
  if (random.chance(0.05)) search.push(`${encoded(oddText(random))}=x`);
  const isWrong = random.chance(0.05);
  const isCreating = target === `${API}/db` && method === "POST";
  return {
    operation: `${method} ${path}`,
    method: isWrong && !path.includes("{database}") ? random.pick(WRONG_METHODS) : method,
    target: target + (search.length > 0 ? `?${search.join("&")}` : ""),
    headers: random.chance(0.1) ? { accept: "text/event-stream" } : {},
    ...(method === "POST" && {
      body: isCreating
        ? JSON.stringify({ database_name: `scratch-${random.integer(0, 4)}` })
        : bodyOf(random, oddValue(random)),
      // Whatever it is, it must be known if it was taken.
      commits: path.endsWith("/transactions") ? "transaction" : "command",
    }),
  };
}

function bodyOf(random, value) {
  const bytes = Buffer.from(JSON.stringify(value));
  if (random.chance(0.2)) return mutated(random, bytes);
  if (random.chance(0.02)) return Buffer.from("[".repeat(random.pick([100, 100_000])));
  if (random.chance(0.02)) return Buffer.from(`{"a":`.repeat(random.pick([100, 50_000])));
  if (random.chance(0.001)) return Buffer.alloc(5_000_000, " ");
  return random.chance(0.01) ? Buffer.concat([Buffer.from("\ufeff"), bytes]) : bytes;
}

/** In a path: as it should be, or raw where that can be sent at all. */
function encoded(text, random) {
  if (random?.chance(0.05) === true)
    return random.pick(["%", "%zz", "%00", "%ff", "%c0%80", "..", "."]);
  try {
    return encodeURIComponent(text);
  } catch {
    return "%ed%a0%80";
  }
}

const oddHeaders = (random) =>
  random.pick([
    { "x-odd": "a".repeat(random.pick([100, 8_000, 20_000])) },
    {
      "content-type": random.pick([
        "",
        "text/plain",
        "application/json; charset=utf-16",
        "x/y; q=\u00ff",
      ]),
    },
    { "content-encoding": random.pick(["gzip", "br", "nonsense"]) },
    { accept: random.pick(["text/event-stream", "x", ""]) },
    { "last-event-id": random.pick(["1", "-1", "x", "99999999999999999999", ""]) },
    { host: random.pick(["evil.example", "localhost", "127.0.0.1:1", "[::1]", ""]) },
    { origin: random.pick(["https://evil.example", "null", "http://localhost:1"]) },
    { "x-dev-grants": random.pick(["{", "null", "[]"]) },
    { "x-dev-subject": "x".repeat(3_000) },
    { traceparent: random.pick(["00", `00-${"f".repeat(32)}-${"f".repeat(16)}-01`]) },
    { "if-none-match": random.pick(["*", '"x"', "W/", ","]) },
    { cookie: "a=b; ".repeat(500) },
    { expect: "100-continue" },
    { "transfer-encoding": "chunked" },
  ]);

/** No HTTP, or hardly; whatever comes back, the server must go on. */
async function garbage(random, port) {
  const bytes = random.pick([
    Buffer.from(random.bytes(random.integer(1, 400))),
    Buffer.from("GET / HTTP/1.1\r\n\r\n"),
    Buffer.from("GET / HTTP/9.9\r\nhost: x\r\n\r\n"),
    Buffer.from(`GET /${"x".repeat(70_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`),
    Buffer.from("POST /api/v1/db HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\n{"),
    Buffer.from("POST /api/v1/db HTTP/1.1\r\nhost: localhost\r\ncontent-length: -1\r\n\r\n{}"),
    Buffer.from(
      "POST /api/v1/db HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
    ),
    Buffer.from("GET http://evil.example/ HTTP/1.1\r\nhost: localhost\r\n\r\n"),
    Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    Buffer.from("CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n"),
    Buffer.from(
      "GET /api/v1/db HTTP/1.1\r\nhost: localhost\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n",
    ),
  ]);
  const text = String(await sendBytes(port, bytes));
  const status = /^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? "none";
  const problem = status.startsWith("5") && status !== "505" ? `status ${status}` : undefined;
  return { what: "REST garbage", answer: status, problem, sent: () => bytes.toString("base64") };
}

function addCommitted(acknowledged, { commits, body }, { id, database, basis, revision: at }) {
  // A decision without events leads to no transaction.
  if (id === undefined || database === undefined || basis === undefined) return;
  const events = commits === "transaction" ? eventsOf(body).map(expectedEvent) : undefined;
  acknowledged.add(database, { id, basis: BigInt(basis), revision: BigInt(at), events });
}

/** What was taken must be JSON for everybody. */
const eventsOf = (body) =>
  JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)).events;

function problemOf({ status, type, body, failure, notSent }, { method, headers }) {
  if (notSent !== undefined) return undefined;
  // Node itself ends the connection after what is no HTTP any more.
  if (failure !== undefined) return failure === "no answer" ? failure : `ended: ${failure}`;
  // A guest that fails does so by its own fault, and says where.
  if (status === 500 && /:problem:(refused-internal|state-view-failed)"/.test(String(body)))
    return undefined;
  if (status >= 500) return `status ${status}: ${String(body).slice(0, 500)}`;
  if (status < 400 || method === "HEAD") return undefined;
  // Node's own parser answers these without a word.
  if ([400, 431].includes(status) && body.length === 0 && "x-odd" in headers) return undefined;
  if (!type.startsWith("application/problem+json"))
    return `status ${status} as ${type || "nothing"}: ${String(body).slice(0, 200)}`;
  const told = JSON.parse(String(body));
  return told.status === status && typeof told.type === "string" && told.detail?.length > 0
    ? undefined
    : `an unclear problem: ${String(body)}`;
}
