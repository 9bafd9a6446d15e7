import { describe } from "../domain/index.js";
import { UsageError } from "./usageError.js";

/** A definition that is named on the command line: `withdraw`, or `withdraw@2` for one version. */
export interface NamedDefinition {
  readonly name: string;
  readonly version: bigint | undefined;
}

/** @throws UsageError for what is no version. */
export function parseDefinition(text: string): NamedDefinition {
  const at = text.lastIndexOf("@");
  if (at < 0) return { name: text, version: undefined };
  const version = text.slice(at + 1);
  if (!/^[1-9]\d{0,18}$/.test(version))
    throw new UsageError(
      `${describe(text)}: what follows @ must be a version, a whole number from 1 on`,
    );
  return { name: text.slice(0, at), version: BigInt(version) };
}
