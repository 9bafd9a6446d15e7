import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EngineError } from "../engines/componentEngine.js";
import { PACKAGE_ROOT } from "../bundle/ownPackage.js";
import { PACKAGE_VERSION } from "../../version.js";
import { readEngineModule, type EngineModule } from "./engineModule.js";
import type { Variant } from "./variant.js";

/** A folder with the engine's variants and their hashes. */
export class EngineFiles {
  readonly #folder: string;
  readonly #modules = new Map<Variant, EngineModule>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * This package's version, and the first digits of a hash of all variants.
   * @throws EngineError when the list of hashes cannot be read.
   */
  get version(): string {
    return `${PACKAGE_VERSION}+${sha256(this.#read(HASHES)).slice(0, 8)}`;
  }

  /**
   * One variant, read once.
   * @throws EngineError when it is missing, is not the file that this package was published with, or
   * cannot be snapshotted.
   */
  module(variant: Variant): EngineModule {
    const known = this.#modules.get(variant);
    if (known !== undefined) return known;
    const file = `${variant}.wasm`;
    const bytes = this.#read(file);
    if (sha256(bytes) !== this.#hashes().get(file)) {
      throw new EngineError(
        `${join(this.#folder, file)} is not the file that this package came with; install the package again`,
      );
    }
    const module = readEngineModule(bytes);
    this.#modules.set(variant, module);
    return module;
  }

  /** Hashes by file, as `sha256sum` writes them. */
  #hashes(): ReadonlyMap<string, string> {
    const lines = new TextDecoder()
      .decode(this.#read(HASHES))
      .matchAll(/^([0-9a-f]{64}) [ *](.+)$/gm);
    return new Map(Array.from(lines, ([, hash = "", file = ""]) => [file, hash]));
  }

  #read(file: string): Uint8Array {
    try {
      return readFileSync(join(this.#folder, file));
    } catch (cause) {
      throw new EngineError(
        `the engine's file ${join(this.#folder, file)} is missing; install the package again`,
        { cause },
      );
    }
  }
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const HASHES = "SHA256SUMS";

/** The files that this package carries. */
export const ownEngineFiles = new EngineFiles(join(PACKAGE_ROOT, "engine/built"));
