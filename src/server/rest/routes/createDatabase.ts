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
    const members = onlyMembersOf(textOfBody(await body()), where, [
      "database_name",
      "definitions_of",
    ]);
    const name = stringMember(members, "database_name", where);
    if (name === undefined) throw new RangeError(`${where} has no database_name`);
    const like = stringMember(members, "definitions_of", where);
    const source = like === undefined ? undefined : await platform.database(like);
    const created = await platform.createDatabase(name);
    if (source !== undefined) await (await platform.database(name)).takeDefinitions(source);
    return json(databaseToJson(created), 201, { location: `${API}/db/${name}` });
  },
};
