import { randomBytes } from "node:crypto";
import type { Component, ComponentImports } from "./component.js";
import { HostDatabase, HostSpeculativeDatabase } from "./hostDatabase.js";

/** What the host gives a component: the database's resources, and randomness. */
export function hostImports({ imports }: Component): ComponentImports {
  return Object.fromEntries(
    imports.map((name) => [
      name,
      name === "wasi:random/random"
        ? RANDOM
        : { Database: HostDatabase, SpeculativeDatabase: HostSpeculativeDatabase },
    ]),
  );
}

const RANDOM = {
  getRandomBytes: (length: bigint): Uint8Array => new Uint8Array(randomBytes(Number(length))),
  getRandomU64: (): bigint => randomBytes(8).readBigUInt64LE(),
};
