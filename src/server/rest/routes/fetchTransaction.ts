import { transactionToJson } from "../json/transactionToJson.js";
import { json } from "../answer.js";
import { API, databaseOf, type RestRoute } from "../route.js";

/** A transaction with its events. */
export const fetchTransaction: RestRoute = {
  operation: "fetchTransaction",
  method: "GET",
  path: `${API}/db/{database}/transactions/{id}`,
  async answer(call) {
    const database = await databaseOf(call);
    return json(transactionToJson(await database.transaction(call.path["id"] ?? "")));
  },
};
