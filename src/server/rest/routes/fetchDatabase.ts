import { databaseToJson } from "../json/transactionToJson.js";
import { json } from "../answer.js";
import { INSTANT, REVISION } from "../expected.js";
import { instantParameter, integerParameter } from "../queryParameters.js";
import { API, databaseOf, type RestRoute } from "../route.js";

/** A database now, at a revision, or as it was at an instant. */
export const fetchDatabase: RestRoute = {
  operation: "fetchDatabase",
  method: "GET",
  path: `${API}/db/{database}`,
  query: { revision: REVISION, at: INSTANT },
  async answer(call) {
    const database = await databaseOf(call);
    const revision = integerParameter(call, "revision");
    const at = instantParameter(call, "at");
    if (revision !== undefined && at !== undefined)
      throw new RangeError("give revision or at, not both");
    if (revision !== undefined) return json(databaseToJson(await database.at(revision)));
    const state = at === undefined ? await database.latest() : await database.atTimestamp(at);
    return json(databaseToJson(state));
  },
};
