import { onlyMembersOf, stringMember, textOfBody } from "../../../protocol/json/members.js";
import { databaseToJson } from "../json/transactionToJson.js";
import { json } from "../answer.js";
import { API, type RestRoute } from "../route.js";

export const createDatabase: RestRoute = {
  operation: "createDatabase",
  method: "POST",
  path: `${API}/db`,
  async answer({ platform, body }) {
    const where = "the request's body";
    const members = onlyMembersOf(textOfBody(await body()), where, ["database_name"]);
    const name = stringMember(members, "database_name", where);
    if (name === undefined) throw new RangeError(`${where} has no database_name`);
    const created = await platform.createDatabase(name);
    return json(databaseToJson(created), 201, { location: `${API}/db/${name}` });
  },
};
