import type { PayloadCodec, Strictness } from "../../codec/index.js";
import type { Class } from "../../domain/index.js";
import { ClientError } from "../clientError.js";

/**
 * What reads and writes instances of a class. An entry chooses between the compiled codec and the
 * libraries alone; both give the same answers.
 */
export type ClassCodecs = <T extends object>(
  target: Class<T>,
  strictness: Strictness,
) => PayloadCodec<T>;

/**
 * Gives them: at once where they are at hand, so that what is sent is what it was when it was given, and
 * else when they have been loaded.
 */
export type CodecSource = () => ClassCodecs | Promise<ClassCodecs>;

/** Codecs that are loaded when the first class needs them. What could not be loaded is tried again. */
export function loadedCodecs(load: () => Promise<ClassCodecs>): CodecSource {
  let loaded: ClassCodecs | undefined;
  let loading: Promise<ClassCodecs> | undefined;
  const begin = async (): Promise<ClassCodecs> => {
    try {
      return (loaded = await load());
    } catch (cause) {
      const text = "what reads and writes annotated classes could not be loaded";
      throw new ClientError("unavailable", text, { cause });
    } finally {
      loading = undefined;
    }
  };
  return () => loaded ?? (loading ??= begin());
}
