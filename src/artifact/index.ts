export * from "./artifactName.js";
export * from "./componentEngineOf.js";
export * from "./engineName.js";
export * from "./publishingMetadata.js";
export * from "./sourcePlaces.js";
export * from "./sourcePositions.js";
