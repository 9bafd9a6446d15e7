import { messageOf } from "../../domain/index.js";
import type { Class } from "../../domain/index.js";
import type { Strictness } from "../classValidator.js";
import { completeTypes } from "../instanceTypes.js";
import { compileClass } from "./compileClass.js";
import type { CompiledCodec } from "./compiledCodec.js";
import type { Converter } from "./values/converters.js";
import { NOT_PROVEN } from "./notProven.js";
import { ClassBeyondCompiler, TypeNotReady } from "./plan/obstacles.js";
import type { CompilationObstacle } from "../../model/payload.js";

/** Compiles a class with all that it holds, or says that a class in it is not defined yet. */
export function compileCodec(target: Class, strictness: Strictness): CompiledCodec | "not ready" {
  const outcome = compilation(target, strictness);
  return outcome === "not ready" ? outcome : outcome.codec;
}

export interface Compilation {
  readonly codec: CompiledCodec;
  readonly obstacle?: CompilationObstacle;
}

/** The codec, and what stood in its way. */
export function compilation(target: Class, strictness: Strictness): Compilation | "not ready" {
  try {
    completeTypes(target);
    const { encode, ...others } = compileClass(target, strictness);
    return { codec: { ...others, encode: ofInstance(encode, target) } };
  } catch (error) {
    if (error instanceof TypeNotReady) return "not ready";
    const obstacle =
      error instanceof ClassBeyondCompiler
        ? error.obstacle
        : {
            reason: `cannot be compiled: ${messageOf(error)}`,
          };
    return { codec: { decode: undefined, encode: undefined }, obstacle };
  }
}

/** class-transformer goes by an instance's own class, whatever the codec's. */
const ofInstance =
  (encode: Converter, target: Class): Converter =>
  (instance) =>
    typeof instance === "object" &&
    instance !== null &&
    Object.getPrototypeOf(instance) === target.prototype
      ? encode(instance)
      : NOT_PROVEN;
