import { decisionToJson } from "../json/decisionToJson.js";
import { json } from "../answer.js";
import { integerParameter } from "../queryParameters.js";
import { API, databaseOf, type RestRoute } from "../route.js";

/** How the last thousand commands were decided, the oldest first. */
export const listDecisions: RestRoute = {
  operation: "listDecisions",
  method: "GET",
  path: `${API}/db/{database}/decisions`,
  query: { after: "the number of a decision, such as 7" },
  async answer(call) {
    const database = await databaseOf(call);
    const { decisions } = database;
    const after = integerParameter(call, "after") ?? 0n;
    if (after > decisions.count)
      throw new RangeError(
        `${database.name} has no decision ${String(after)}; the latest is ${String(decisions.count)}, counted since the server started`,
      );
    return json({ decisions: decisions.after(after).map(decisionToJson) });
  },
};
