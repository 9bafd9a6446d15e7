import { eventToJson } from "../../../protocol/json/eventToJson.js";
import { json } from "../answer.js";
import { REVISION } from "../expected.js";
import { existingRevisionOf } from "../queryParameters.js";
import { API, databaseOf, type RestRoute } from "../route.js";

/** One event, by its id in its stream. */
export const fetchEvent: RestRoute = {
  operation: "fetchEvent",
  method: "GET",
  path: `${API}/db/{database}/streams/{stream}/events/{id}`,
  query: { revision: REVISION },
  async answer(call) {
    const database = await databaseOf(call);
    const { stream = "", id = "" } = call.path;
    const event = await database.event(stream, id, await existingRevisionOf(call, database));
    return json(eventToJson(event), 200, { "content-type": "application/cloudevents+json" });
  },
};
