import type { PayloadCodec, Strictness } from "../../codec/index.js";
import type { Class } from "../../domain/index.js";

/**
 * What reads and writes instances of a class. An entry chooses between the compiled codec and the
 * libraries alone; both give the same answers.
 */
export type ClassCodecs = <T extends object>(
  target: Class<T>,
  strictness: Strictness,
) => PayloadCodec<T>;
