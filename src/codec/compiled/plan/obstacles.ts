import type { CompilationObstacle } from "../../../model/payload.js";

/** What a class's decorators say is beyond the compiler: the libraries do all the work for it. */
export class ClassBeyondCompiler extends Error {
  override readonly name = "ClassBeyondCompiler";

  constructor(readonly obstacle: CompilationObstacle) {
    super(obstacle.reason);
  }
}

/** A class that `@Type` names does not exist yet, since modules import each other in a circle. */
export class TypeNotReady extends Error {
  override readonly name = "TypeNotReady";
}
