import { describe, type DatabaseQuery, type QueryRange } from "../../../domain/index.js";
import { selectorMember } from "../../../protocol/json/conditionJson.js";
import { eventToJson } from "../../../protocol/json/eventToJson.js";
import {
  instant,
  integer64,
  onlyMembersOf,
  textOfBody,
  type Members,
} from "../../../protocol/json/members.js";
import { jsonStream } from "../answer.js";
import { QUERY_PAGE } from "../pages.js";
import { API, databaseOf, type RestRoute } from "../route.js";

const WHERE = "the query";
const MEMBERS = ["selector", "revision", "range", "direction", "limit"];

/** The events that a selector selects at a revision, in order of revision or of effective time. */
export const queryEvents: RestRoute = {
  operation: "queryEvents",
  method: "POST",
  path: `${API}/db/{database}/query`,
  async answer(call) {
    const database = await databaseOf(call);
    const members = onlyMembersOf(textOfBody(await call.body()), WHERE, MEMBERS);
    const given = members.get("revision")?.value ?? undefined;
    const revision =
      given === undefined
        ? (await database.latest()).revision
        : integer64(given, `${WHERE}.revision`);
    const query: DatabaseQuery = {
      selector: selectorMember(members.get("selector")?.value, `${WHERE}.selector`),
      range: rangeFrom(members),
      direction: directionFrom(members),
      limit: limitFrom(members, call.limits.page),
    };
    async function* texts(): AsyncGenerator<string, void, undefined> {
      for await (const event of database.query(revision, query)) yield eventToJson(event).text;
    }
    return jsonStream({ database: database.name, revision }, "events", texts());
  },
};

function directionFrom(members: Members): "forward" | "reverse" | undefined {
  const value = members.get("direction")?.value ?? undefined;
  if (value === undefined || value === "forward" || value === "reverse") return value;
  throw new RangeError(`${WHERE}.direction must be forward or reverse, got ${describe(value)}`);
}

function limitFrom(members: Members, most: number): number {
  const value = members.get("limit")?.value ?? QUERY_PAGE;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most)
    return value;
  throw new RangeError(
    `${WHERE}.limit must be an integer from 0 to ${String(most)}, got ${describe(value)}`,
  );
}

/** `{"revision": {"start_at"}}` or `{"effective_time": {"start_at": {"timestamp", "revision"}, "end_at"}}`. */
function rangeFrom(members: Members): QueryRange | undefined {
  const member = members.get("range");
  if (member === undefined || member.value === null) return undefined;
  const at = `${WHERE}.range`;
  const [entry, second] = onlyMembersOf(member.text, at, ["revision", "effective_time"]);
  if (entry === undefined || second !== undefined)
    throw new RangeError(`${at} must have exactly one of revision, effective_time`);
  const [by, { text }] = entry;
  if (by === "revision") {
    const start = onlyMembersOf(text, `${at}.revision`, ["start_at"]).get("start_at");
    return {
      by: "revision",
      startAt: start && integer64(start.value, `${at}.revision.start_at`),
    };
  }
  const body = onlyMembersOf(text, `${at}.effective_time`, ["start_at", "end_at"]);
  const start = body.get("start_at");
  const end = body.get("end_at");
  return {
    by: "effective-time",
    startAt: start && cursorFrom(start.text, `${at}.effective_time.start_at`),
    endAt: end && instant(end.value, `${at}.effective_time.end_at`),
  };
}

function cursorFrom(
  text: string,
  where: string,
): NonNullable<Extract<QueryRange, { by: "effective-time" }>["startAt"]> {
  const members = onlyMembersOf(text, where, ["timestamp", "revision"]);
  return {
    timestamp: instant(members.get("timestamp")?.value, `${where}.timestamp`),
    revision: integer64(members.get("revision")?.value ?? 0, `${where}.revision`),
  };
}
