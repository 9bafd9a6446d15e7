import { messageOf } from "../domain/index.js";
import type { World } from "../domain/index.js";
import { FOLDERS } from "../artifact/index.js";

/** A server and a database on it. */
export interface PublishingTarget {
  readonly url: string;
  readonly database: string;
  readonly token: string | undefined;
}

/** What the server answered. */
export interface PublishingAnswer {
  readonly status: number;
  /** The version that it assigned, if its answer tells. */
  readonly version: number | undefined;
  readonly answer: string;
}

/** A server that refused, or that could not be reached. */
export class PublishingError extends Error {
  override readonly name = "PublishingError";
}

/** The platform answers an upload with one of these. */
const SUCCESS = [200, 201, 303];

export function publishingUrl({ url, database }: PublishingTarget, world: World): string {
  return new URL(`api/v1/db/${database}/${FOLDERS[world]}`, url.endsWith("/") ? url : `${url}/`)
    .href;
}

/**
 * Uploads one component with its metadata as `multipart/form-data`.
 * @throws PublishingError with the server's own words.
 */
export async function upload(
  url: string,
  token: string | undefined,
  metadata: string,
  wasm: Uint8Array,
): Promise<PublishingAnswer> {
  const form = new FormData();
  form.append("metadata", new Blob([metadata], { type: "application/json" }), "metadata.json");
  form.append(
    "wasm",
    new Blob([new Uint8Array(wasm)], { type: "application/wasm" }),
    "component.wasm",
  );
  const headers = token === undefined || token === "" ? {} : { authorization: `Bearer ${token}` };
  let response: Response;
  let answer: string;
  try {
    // 303 is success: following it would fetch a page instead.
    response = await fetch(url, { method: "POST", body: form, headers, redirect: "manual" });
    answer = (await response.text()).trim();
  } catch (error) {
    throw new PublishingError(`${url} cannot be reached: ${reasonOf(error)}`, { cause: error });
  }
  if (!SUCCESS.includes(response.status)) {
    throw new PublishingError(
      `the server refused (${String(response.status)})${answer === "" ? "" : `: ${shortened(answer)}`}${hint(response.status)}`,
    );
  }
  return {
    status: response.status,
    version: versionOf(answer, response.headers.get("location")),
    answer: shortened(answer),
  };
}

/** No published package settles the answer's form: a `version` in its JSON, or at the end of `Location`. */
function versionOf(answer: string, location: string | null): number | undefined {
  try {
    const found = Object.entries(JSON.parse(answer) as object).find(
      ([key]) => key === "version" || key.endsWith("_version"),
    );
    const version = Number(found?.[1]);
    if (Number.isSafeInteger(version) && version > 0) return version;
  } catch {
    // No JSON: the header may still tell.
  }
  const match = /\/(\d+)\/?$/.exec(location ?? "");
  return match === null ? undefined : Number(match[1]);
}

function hint(status: number): string {
  if (status === 401 || status === 403) return "; give a token with --token or EVIDENTSOURCE_TOKEN";
  return status === 404 ? "; does the database exist?" : "";
}

function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? messageOf(error);
}

const shortened = (text: string): string => (text.length > 500 ? `${text.slice(0, 500)}…` : text);
