import { json } from "../answer.js";
import { API, type RestRoute } from "../route.js";

/** This interface as an OpenAPI document. */
export const openapi: RestRoute = {
  operation: "openapi",
  method: "GET",
  path: `${API}/openapi.json`,
  isOpen: true,
  async answer() {
    const { OPENAPI } = await import("../openapi/document.js");
    return json(OPENAPI);
  },
};
