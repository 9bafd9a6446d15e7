import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { EvidentSource } from "../../dist/protocol/gen/service_pb.js";
import { mutated } from "./mutate.js";
import { randomCommand, randomMessage } from "./randomMessage.js";
import { framed } from "./rawGrpc.js";
import { DATABASES, oddText } from "./vocabulary.js";

const METHODS = Object.values(EvidentSource.method);
const OF = EvidentSource.method;
/** Without an end of their own. */
const WAITING = new Set([OF.awaitDatabase, OF.subscribeDatabaseUpdates]);
const SCRATCH = new Set([OF.createDatabase, OF.deleteDatabase]);
const COMMITTING = new Set([OF.transact, OF.executeStateChange]);
const MEBIBYTE = 1_048_576;

/** What clients are told of a mistake, a limit or a refusal: never UNKNOWN, INTERNAL or DATA_LOSS. */
const CLEAR = new Set([0, 1, 3, 4, 5, 6, 8, 9, 10, 12]);

/** What components are told to have failed with: their faults, not the server's. */
const GUESTS_FAULT = ["refused-internal", "state-view-failed"];

/** Sends one request, and tells what was wrong with its answer, if anything. */
export async function grpcRequest(random, raw, acknowledged) {
  const method = pickedMethod(random);
  const bytes = bytesFor(random, method);
  const transport = transportFor(random, method);
  const path = transport.path ?? `/${EvidentSource.typeName}/${method.name}`;
  const message = decoded(method.input, bytes);
  const isCommitting = COMMITTING.has(method) && transport.path === undefined;
  // What came of a command without an id could not be told from what nobody sent.
  if (method === OF.executeStateChange && message?.transactionId === "") {
    delete transport.cancelAfter;
    delete transport.headers["grpc-timeout"];
  }
  const answer = await raw.send(path, framed(bytes, transport.frame), transport);
  const { status } = answer;
  if (isCommitting && message !== undefined) {
    if (status === 0) add(acknowledged, method, message, answer);
    else if (status === undefined || status === 1 || status === 4)
      acknowledged.addUncertain(message.transactionId || message.events?.[0]?.id, message.events);
  }
  return {
    what: `gRPC ${method.name}`,
    answer: status === undefined ? "none" : String(status),
    problem: problemOf(answer, transport),
    sent: () => ({ path, bytes: Buffer.from(bytes).toString("base64").slice(0, 2_000), transport }),
  };
}

function pickedMethod(random) {
  if (random.chance(0.35)) return OF.transact;
  return random.chance(0.15) ? OF.executeStateChange : random.pick(METHODS);
}

function bytesFor(random, method) {
  if (random.chance(0.002)) return new Uint8Array(random.integer(4 * MEBIBYTE, 5 * MEBIBYTE));
  if (random.chance(0.02)) return random.bytes(random.integer(0, 300));
  if (method === OF.queryEvents && random.chance(0.1))
    return deepQuery(random.pick([50, 500, 5_000, 50_000]));
  const message = randomMessage(random, method.input);
  if (SCRATCH.has(method))
    message.databaseName = random.chance(0.9) ? `scratch-${random.integer(0, 4)}` : "1";
  if (method === OF.executeStateChange) {
    message.transactionId ||= randomUUID();
    if (random.chance(0.8)) aimed(random, message);
  }
  const bytes = toBinary(method.input, message);
  return random.chance(0.25) ? mutated(random, bytes) : bytes;
}

/** A command that may well be accepted. */
function aimed(random, message) {
  const command = JSON.stringify(randomCommand(random, message.stateChangeName));
  message.databaseName = DATABASES[0];
  if (message.request !== undefined)
    Object.assign(message.request, { body: Buffer.from(command), contentType: "application/json" });
}

/** A query whose selector goes so many levels down. */
function deepQuery(levels) {
  const parts = [Buffer.from([0x0a, 0x03, 0x0a, 0x01, 0x61])];
  let length = parts[0].length;
  const wrap = (tag) => {
    const head = Buffer.from([tag, ...varint(length)]);
    parts.push(head);
    length += head.length;
  };
  for (let level = 0; level < levels; level++) {
    wrap(0x0a);
    wrap(0x22);
  }
  wrap(0x0a);
  wrap(0x22);
  return Buffer.concat([Buffer.from([0x0a, 4, ...Buffer.from("bank")]), ...parts.reverse()]);
}

function varint(value) {
  const bytes = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

/** How a request travels; mostly as it should. */
function transportFor(random, method) {
  const headers = {};
  if (WAITING.has(method)) headers["grpc-timeout"] = `${random.integer(1, 150)}m`;
  if (random.chance(0.1)) Object.assign(headers, oddHeaders(random));
  const transport = { headers };
  // Whoever waits for hours, or without end, must end it.
  if (WAITING.has(method) && !/^\d+m$/.test(headers["grpc-timeout"]))
    transport.cancelAfter = random.integer(0, 150);
  if (random.chance(0.03)) transport.cancelAfter = random.integer(0, 30);
  if (!COMMITTING.has(method)) {
    if (random.chance(0.02)) transport.frame = { compressed: random.pick([1, 2, 255]) };
    if (random.chance(0.02))
      transport.frame = { length: random.pick([0, 1, 7, 2 ** 31, 2 ** 32 - 1]) };
    if (random.chance(0.03))
      transport.path = random.pick([
        "/",
        "//",
        `/${EvidentSource.typeName}`,
        `/${EvidentSource.typeName}/`,
        `/${EvidentSource.typeName}/transact`,
        "/grpc.health.v1.Health/Check",
        `/${"x".repeat(8_000)}`,
        "/%00/%ff",
      ]);
  }
  return transport;
}

function oddHeaders(random) {
  return random.pick([
    { "x-odd": "a".repeat(random.pick([100, 7_000, 20_000])) },
    {
      "content-type": random.pick(["text/plain", "application/grpc+json", "application/json", ""]),
    },
    { "grpc-encoding": random.pick(["gzip", "br", "nonsense"]) },
    { "grpc-timeout": random.pick(["1n", "0m", "99999999H", "-1S", "1", "x", "123456789S"]) },
    {
      traceparent: random.pick(["00", "x".repeat(55), `00-${"0".repeat(32)}-${"0".repeat(16)}-01`]),
    },
    { tracestate: "a=b,".repeat(200) },
    { "x-dev-subject": random.pick(["ann", "x".repeat(3_000), "\u00ff"]) },
    { "x-dev-grants": random.pick(["{", "[]", "null", '{"a":'.repeat(500)]) },
    { "odd-bin": random.pick(["AAAA", "!", "A", "=".repeat(50)]) },
    { authorization: random.pick(["Bearer", "Bearer  x", "Basic AAAA", "x"]) },
    { "x-dev-email": encodeURIComponent(oddText(random).toWellFormed?.() ?? "x") },
    { [`x-${randomUUID()}`]: "" },
  ]);
}

function decoded(schema, bytes) {
  try {
    return fromBinary(schema, bytes);
  } catch {
    return undefined;
  }
}

function add(acknowledged, method, message, { replies }) {
  const { result } = fromBinary(method.output, replies[0]);
  const { id, basis, revision } = result.transactionSummary;
  // A decision without events leads to no transaction.
  if (id !== "")
    acknowledged.add(message.databaseName, { id, basis, revision, events: message.events });
}

function problemOf(
  { status, http, failure, message, kind },
  { headers, frame, cancelAfter, path },
) {
  if (failure === "no answer") return failure;
  const isOdd = frame !== undefined || cancelAfter !== undefined || path !== undefined;
  const isTransport = isOdd || "content-type" in headers || "x-odd" in headers;
  if (status === undefined)
    return isTransport || "grpc-encoding" in headers || "grpc-timeout" in headers
      ? undefined
      : `no status, HTTP ${http}, ${failure}`;
  // gRPC's own words for what breaks its protocol, before this server is asked.
  const isBroken = frame !== undefined || "grpc-timeout" in headers || "grpc-encoding" in headers;
  if (status === 13 && isBroken && !message.startsWith("the server failed")) return undefined;
  // A guest that fails does so by its own fault, and says where.
  if (status === 13 && GUESTS_FAULT.includes(kind)) return undefined;
  return CLEAR.has(status) ? undefined : `status ${status}: ${message}`;
}
