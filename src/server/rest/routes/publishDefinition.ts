import { bufferToFormData } from "hono/utils/buffer";
import { FOLDERS } from "../../../artifact/index.js";
import { parseRoughly } from "../../../codec/json.js";
import { messageOf, type World } from "../../../domain/index.js";
import { definitionToJson } from "../json/definitionToJson.js";
import { json } from "../answer.js";
import { API, databaseOf, type RestCall, type RestRoute } from "../route.js";

/** Adds a version of a definition: `multipart/form-data` with `metadata`, `wasm` and perhaps `model`. */
const publish = (world: World, operation: string): RestRoute => ({
  operation,
  method: "POST",
  path: `${API}/db/{database}/${FOLDERS[world]}`,
  isUpload: true,
  async answer(call) {
    const database = await databaseOf(call);
    const form = await formOf(call);
    const model = await textOf(form, "model");
    const metadata = await textOf(form, "metadata");
    const wasm = form.get("wasm");
    if (metadata === undefined) throw new RangeError("the form has no part metadata");
    if (wasm === null || typeof wasm === "string")
      throw new RangeError("the form has no part wasm with a file");
    const definition = await database.publish(
      {
        world,
        metadata: parsed(metadata, "metadata"),
        component: new Uint8Array(await wasm.arrayBuffer()),
        ...(model !== undefined && { model: parsed(model, "model") }),
      },
      call.platform.clock(),
    );
    const { name, version } = definition;
    const at = `${API}/db/${database.name}/${FOLDERS[world]}/${name}/versions/${String(version)}`;
    return json(definitionToJson(definition), 201, { location: at });
  },
});

export const publishStateView = publish("state-view", "publishStateView");
export const publishStateChange = publish("state-change", "publishStateChange");

async function formOf({ headers, body }: RestCall): Promise<FormData> {
  const contentType = headers.get("content-type") ?? "";
  if (!contentType.toLowerCase().startsWith("multipart/form-data"))
    throw new RangeError("the request's body must be multipart/form-data");
  const bytes = await body();
  try {
    return await bufferToFormData(new Uint8Array(bytes).buffer, contentType);
  } catch (error) {
    throw new RangeError(`the request's body is no multipart/form-data: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

async function textOf(form: FormData, part: string): Promise<string | undefined> {
  const value = form.get(part);
  return value === null || typeof value === "string" ? (value ?? undefined) : value.text();
}

function parsed(text: string, part: string): unknown {
  try {
    return parseRoughly(text, `the part ${part}`);
  } catch (error) {
    throw new RangeError(messageOf(error), { cause: error });
  }
}
