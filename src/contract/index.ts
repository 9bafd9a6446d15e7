export { clientModule } from "./clientModule.js";
export { domainSchemas, type DomainSchemas } from "./domainSchemas.js";
export type { JsonSchema } from "../model/jsonSchema.js";
export { openApiDocument, type OpenApiDocument } from "./openApiDocument.js";
export type { Versions } from "./versions.js";
