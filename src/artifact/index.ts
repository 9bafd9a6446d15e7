export * from "./artifactName.js";
export * from "./buildFilesError.js";
export * from "./buildRecord.js";
export * from "./builtFiles.js";
export * from "./componentEngineOf.js";
export * from "./engineName.js";
export * from "./publishingMetadata.js";
export * from "./sha256.js";
