import type { SentCommand } from "../database/index.js";
import {
  AppendCondition,
  selectorFromJson,
  STATE_CHANGE_ERROR_KINDS,
  StateChangeError,
  Timestamp,
} from "../domain/index.js";
import { prospectiveFromJson } from "./cloudEventText.js";
import { committedFromJson, otherwiseCommitted, type Told } from "./committedEvents.js";
import { compareValues } from "./compareValues.js";
import { differs, formatComparison, type Row } from "./comparison.js";
import type { Outcome } from "./outcome.js";
import type { Problem, RestCalls, Sending } from "./restCalls.js";

/** Where a database and a state change of it are found. */
export interface ServerPaths {
  readonly database: string;
  readonly change: string;
}

/**
 * Decides a command as of its time of receipt, and then sends it in earnest, which must come out the
 * same, and leave the same events.
 * @throws Error for a server that does otherwise than it said.
 */
export async function executeOnServer(
  calls: RestCalls,
  { database, change }: ServerPaths,
  sent: SentCommand,
): Promise<Outcome> {
  const { message, headers, lastSeenRevision, receivedAt } = sent;
  const sending: Sending = {
    headers: [...(headers ?? []), ["content-type", message.contentType]] as [string, string][],
    body: message.body,
  };
  const known = { last_seen_revision: lastSeenRevision };
  const speculate = async (at: Timestamp, revision?: string): Promise<Answer> => {
    const asked = { ...known, speculate: true, received_at: at, revision };
    return answerOf(await calls.attempt("POST", `${change}?${queryOf(asked)}`, sending), at);
  };
  const decided = await speculate(receivedAt);
  const inDetail = queryOf({ ...known, detail: true });
  const executed = await calls.attempt("POST", `${change}?${inDetail}`, sending);
  const committed = executed.ok
    ? await committedIn(calls, database, executed.body as Json)
    : ({ accepted: false, ...executed.problem } as const);
  const then = committed.accepted ? committed.at : Timestamp.fromDate(new Date());
  const basis = executed.ok ? String((executed.body as Json)["basis"]) : undefined;
  const rows = await differences(decided, committed, () => speculate(then, basis));
  if (rows.length > 0)
    throw new Error(
      `the server does otherwise than it said it would; ${formatComparison(rows, "the refusal")}`,
    );
  if (!decided.accepted) return { accepted: false, error: refusal(decided), reads: [] };
  const { accepted, events, conditions, reads } = decided;
  return { accepted, events, conditions, reads };
}

type Json = Readonly<Record<string, unknown>>;

type Refused = { readonly accepted: false } & Problem;

/** What a server says that a command would lead to. */
type Answer = Refused | (Extract<Outcome, { readonly accepted: true }> & Pick<Told, "at">);

function answerOf(answer: Awaited<ReturnType<RestCalls["attempt"]>>, at: Timestamp): Answer {
  if (!answer.ok) return { accepted: false, ...answer.problem };
  const { events, conditions, reads } = answer.body as {
    readonly events: readonly Json[];
    readonly conditions: readonly ConditionJson[];
    readonly reads: readonly { readonly what: string; readonly answer: string }[];
  };
  return {
    ...{ accepted: true, at },
    events: events.map(prospectiveFromJson),
    conditions: conditions.map(conditionFromJson),
    reads: reads.map(({ what, answer: given }) => `${what} → ${given}`),
  };
}

type Committed = { readonly accepted: true } & Told;

/** The events of the transaction that a command led to; none without a transaction. */
async function committedIn(calls: RestCalls, database: string, summary: Json): Promise<Committed> {
  const at = Timestamp.parse(String(summary["timestamp"]));
  if (typeof summary["id"] !== "string") return { accepted: true, events: [], at };
  const path = `${database}/transactions/${encodeURIComponent(summary["id"])}`;
  // A server that does not know the parameter tells the summary alone.
  const whole = "events" in summary ? summary : ((await calls.send("GET", path)) as Json);
  const events = whole["events"] as readonly Json[];
  return { accepted: true, events: events.map(committedFromJson), at };
}

/** How often a command is decided anew to find out what is another each time. */
const AGAIN = 3;

/**
 * Where what was committed differs from what a decision tells, but for what the decision tells otherwise
 * at the time of the commit, or each time that it is asked.
 */
async function differences(
  decided: Answer,
  committed: Refused | Committed,
  again: () => Promise<Answer>,
): Promise<readonly Row[]> {
  let base = decided;
  let rows = rowsOf(base, committed);
  for (let time = 0; time < AGAIN && rows.length > 0; time += 1) {
    const other = await again();
    const varying = rowsOf(base, other);
    if (varying.some(({ path }) => path === OUTCOME)) {
      base = other;
      rows = rowsOf(base, committed);
    } else rows = rows.filter(({ path }) => !varying.some((row) => isWithin(path, row.path)));
  }
  return rows;
}

const isWithin = (path: string, place: string): boolean =>
  path.startsWith(place) && /^$|^[.[]/.test(path.slice(place.length));

/** Whether it is accepted, and with how many events. */
const OUTCOME = "the outcome";

function rowsOf(left: Answer, right: Refused | Committed): readonly Row[] {
  if (left.accepted && right.accepted && left.events.length === right.events.length)
    return otherwiseCommitted(left, right);
  if (!left.accepted && !right.accepted)
    return compareValues(
      { kind: left.kind, message: left.detail },
      { kind: right.kind, message: right.detail },
      "exact",
    ).filter(differs);
  return [{ path: OUTCOME, expected: outcomeOf(left), actual: outcomeOf(right), same: false }];
}

const outcomeOf = (told: Answer | Committed): string =>
  told.accepted
    ? `it is accepted, with ${String(told.events.length)} events`
    : `it is refused: ${told.detail}`;

function queryOf(
  members: Readonly<Record<string, string | boolean | bigint | Timestamp | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(members))
    if (value !== undefined) query.set(name, String(value));
  return query.toString();
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
