/* global Blob, FormData */
import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { GrpcClient } from "../conformance/server/grpcClient.js";
import { serve } from "../dist/server/serve.js";

const DATABASE = "bank";
const ACCOUNT = "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10";
const REFUSED = 9;

/**
 * Publishes a view and a change into a server over REST, lets commands come over both protocols, and
 * tells what the account is then, and what was refused.
 * @param {{ view: string, change: string }} files
 * @param {{ view: object, change: object }} metadata
 */
export async function accountThroughServer(files, metadata) {
  const server = await serve({ store: "memory:", grpcPort: 0, httpPort: 0 });
  const client = new GrpcClient(server.grpcPort);
  const api = `http://127.0.0.1:${String(server.httpPort)}/api/v1/db/${DATABASE}`;
  try {
    await server.platform.createDatabase(DATABASE);
    await publish(`${api}/state-views`, metadata.view, files.view);
    await publish(`${api}/state-changes`, metadata.change, files.change);
    const before = await deposit(api, 1);
    for (let count = 0; count < 3; count++) await happened(api, count);
    const first = await deposit(api, 250, "Salary");
    const second = await depositOverGrpc(client, 50);
    const refused = await deposit(api, -1);
    const summary = await fetch(
      `${api}/state-views/account-summary/versions/1?subject.account_id=${ACCOUNT}`,
    );
    return {
      "a deposit into no account, through the server": before.type,
      "deposits through the server": [first.event_count, second],
      "a refused deposit through the server": refused.type,
      "the account over REST": told(await summary.text()),
      "the account over gRPC": told(await overGrpc(client)),
      "the account in the past, over gRPC": told(await overGrpc(client, 3n)),
    };
  } finally {
    client.close();
    await server.stop(0);
  }
}

async function publish(url, metadata, file) {
  const body = new FormData();
  body.set("metadata", new Blob([JSON.stringify(metadata)], { type: "application/json" }));
  body.set("wasm", new Blob([readFileSync(file)], { type: "application/wasm" }), "component.wasm");
  const response = await fetch(url, { method: "POST", body });
  if (response.status !== 201) throw new Error((await response.json()).detail);
}

/** Something that a change of another language may have written. */
async function happened(api, index) {
  const event = {
    specversion: "1.0",
    id: `event-${String(index)}`,
    source: "accounts",
    type: index === 2 ? "account.debited" : "account.credited",
    subject: ACCOUNT,
    time: "2026-03-01T09:30:00.25Z",
    datacontenttype: "application/json",
    data: { account_id: ACCOUNT, amount: 100 + index },
  };
  const response = await posted(`${api}/transactions`, { events: [event] });
  if (response.revision === undefined) throw new Error(response.detail);
}

const deposit = (api, amount, reference) =>
  posted(`${api}/state-changes/deposit/versions/1`, { account_id: ACCOUNT, amount, reference });

async function depositOverGrpc(client, amount) {
  const body = Buffer.from(JSON.stringify({ account_id: ACCOUNT, amount }));
  const command = {
    databaseName: DATABASE,
    stateChangeName: "deposit",
    version: 1n,
    request: { body, contentType: "application/json" },
  };
  const { result } = await client.call("executeStateChange", command);
  try {
    const none = Buffer.from(`{"account_id": "${ACCOUNT}", "amount": -1}`);
    await client.call("executeStateChange", {
      ...command,
      request: { ...command.request, body: none },
    });
    throw new Error("a deposit of -1 was taken");
  } catch (error) {
    if (error.code !== REFUSED) throw error;
  }
  const { revision, basis } = result.transactionSummary;
  return Number(revision - basis);
}

async function posted(url, value) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(value),
  });
  return response.json();
}

async function overGrpc(client, databaseRevision) {
  const { database } = await client.call("fetchLatestDatabase", { databaseName: DATABASE });
  const { stateView } = await client.call("fetchStateViewAtRevision", {
    stateViewIdentity: {
      databaseName: DATABASE,
      stateViewName: "account-summary",
      stateViewVersion: 1n,
    },
    databaseRevision: databaseRevision ?? database.revision,
    parameters: {
      bindings: {
        account_id: { attribute: { case: "subject", value: { hasValue: true, value: ACCOUNT } } },
      },
    },
  });
  return Buffer.from(stateView.content.value).toString();
}

/** What is the same in each language. */
function told(text) {
  const { balance, transaction_count, last_reference } = JSON.parse(text);
  return { balance, transaction_count, last_reference };
}
