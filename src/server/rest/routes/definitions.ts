import { FOLDERS } from "../../../artifact/index.js";
import { DatabaseError } from "../../../database/index.js";
import type { World } from "../../../domain/index.js";
import { definitionToJson } from "../json/definitionToJson.js";
import { json } from "../answer.js";
import { versionOf } from "../queryParameters.js";
import { API, databaseOf, type RestRoute } from "../route.js";

/** All versions of all definitions of a world, with their metadata and models. */
const list = (world: World, operation: string): RestRoute => ({
  operation,
  method: "GET",
  path: `${API}/db/{database}/${FOLDERS[world]}`,
  async answer(call) {
    const definitions = await (await databaseOf(call)).definitions();
    const own = definitions.filter((definition) => definition.world === world);
    return json({ definitions: own.map(definitionToJson) });
  },
});

/** One version of a definition. */
const fetchOne = (world: World, operation: string): RestRoute => ({
  operation,
  method: "GET",
  path: `${API}/db/{database}/${FOLDERS[world]}/{name}/versions/{version}/definition`,
  async answer(call) {
    const version = versionOf(call);
    const name = call.path["name"] ?? "";
    const definitions = await (await databaseOf(call)).definitions();
    const found = definitions.find(
      (one) => one.world === world && one.name === name && one.version === version,
    );
    if (found === undefined)
      throw new DatabaseError(
        "not-found",
        `there is no ${world.replace("-", " ")} ${name} in version ${String(version)}`,
      );
    return json(definitionToJson(found));
  },
});

export const listStateViews = list("state-view", "listStateViews");
export const listStateChanges = list("state-change", "listStateChanges");
export const fetchStateViewDefinition = fetchOne("state-view", "fetchStateViewDefinition");
export const fetchStateChangeDefinition = fetchOne("state-change", "fetchStateChangeDefinition");
