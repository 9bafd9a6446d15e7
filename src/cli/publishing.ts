import { FOLDERS } from "../artifact/index.js";
import { parseJson } from "../codec/json.js";
import { messageOf, type World } from "../domain/index.js";
import { postForm, type HttpAnswer } from "./postForm.js";
import { visible } from "./print/visible.js";
import { databaseUrl, type PublishingTarget } from "./serverTarget.js";

/** What the server answered. */
export interface PublishingAnswer {
  readonly status: number;
  /** The version that it assigned, if its answer tells. */
  readonly version: number | undefined;
  readonly answer: string;
}

/** How what was built stands to what was published. */
export type PublishState = "new" | "changed" | "lost" | "unchanged" | "waiting";

/** What became of one definition; without a status it was not sent. */
export interface Published {
  readonly world: World;
  readonly name: string;
  readonly url: string;
  readonly status?: number;
  /** Why it would be uploaded, or need not be. */
  readonly state?: PublishState;
  readonly version?: number | undefined;
  readonly answer?: string;
  readonly error?: string;
}

/** A server that refused, or that could not be reached. */
export class PublishingError extends Error {
  override readonly name = "PublishingError";
}

/** The platform answers an upload with one of these. */
const SUCCESS = [200, 201, 303];

export function publishingUrl(
  target: Pick<PublishingTarget, "url" | "database">,
  world: World,
): string {
  return `${databaseUrl(target)}/${FOLDERS[world]}`;
}

/**
 * Uploads one component with its metadata as `multipart/form-data`.
 * @param model - what callers may want to know of it, for servers that take it.
 * @throws PublishingError with the server's own words, on one line and without the token.
 */
export async function upload(
  url: string,
  { token, patience }: Pick<PublishingTarget, "token" | "patience">,
  metadata: string,
  wasm: Uint8Array,
  model?: string,
): Promise<PublishingAnswer> {
  const form = new FormData();
  form.append("metadata", new Blob([metadata], { type: "application/json" }), "metadata.json");
  form.append(
    "wasm",
    new Blob([new Uint8Array(wasm)], { type: "application/wasm" }),
    "component.wasm",
  );
  if (model !== undefined)
    form.append("model", new Blob([model], { type: "application/json" }), "model.json");
  const headers: Record<string, string> =
    token === undefined ? {} : { authorization: `Bearer ${token}` };
  let response: HttpAnswer;
  try {
    // 303 is success: following it would fetch a page instead.
    response = await postForm(url, form, { headers, patience });
  } catch (error) {
    throw new PublishingError(`${url} cannot be reached: ${reasonOf(error)}`, { cause: error });
  }
  const { status, location } = response;
  const body = response.body.trim();
  const answer = shownAnswer(body, token);
  if (!SUCCESS.includes(status)) {
    throw new PublishingError(
      `the server refused (${String(status)})${answer === "" ? "" : `: ${answer}`}${hint(status)}`,
    );
  }
  return { status, version: versionOf(body, location), answer };
}

/** Members that may tell the version, the surest first. */
const VERSION_MEMBERS = ["version", "state_view_version", "state_change_version"];

/** No published package settles the answer's form: a version in its JSON, or at the end of `Location`. */
function versionOf(answer: string, location: string | undefined): number | undefined {
  for (const value of versionsIn(answer)) {
    const version = positive(value);
    if (version !== undefined) return version;
  }
  return positive(/\/(\d+)\/?$/.exec(location ?? "")?.[1]);
}

function versionsIn(answer: string): unknown[] {
  try {
    const members = new Map<string, unknown>(Object.entries(parseJson(answer) as object));
    return VERSION_MEMBERS.map((name) => members.get(name));
  } catch {
    // No JSON: the header may still tell.
    return [];
  }
}

/** What can be a version of the platform. */
export function positive(value: unknown): number | undefined {
  if (typeof value !== "number" && typeof value !== "string") return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** Shorter ones are words that an answer may hold for other reasons. */
const SHORTEST_SECRET = 6;
const SHOWN = 500;

/** A server's answer as it is shown: without the token that it may repeat, on one line, and short. */
function shownAnswer(body: string, token: string | undefined): string {
  const discreet =
    token === undefined || token.length < SHORTEST_SECRET
      ? body
      : body.replaceAll(token, "[token]");
  const line = visible(discreet.slice(0, SHOWN));
  return discreet.length > SHOWN ? `${line}…` : line;
}

function hint(status: number): string {
  if (status === 401 || status === 403) return "; give a token with --token or EVIDENTSOURCE_TOKEN";
  return status === 404 ? "; does the database exist?" : "";
}

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return visible(code ?? message ?? messageOf(error));
}
