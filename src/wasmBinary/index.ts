export { ByteReader } from "./byteReader.js";
export * from "./encode.js";
export * from "./memorySection.js";
export * from "./producers.js";
export * from "./sections.js";
