import { Command, Decide, type Database, type Decision } from "evidentsource-functions";
import { IsInt, IsOptional } from "class-validator";
import type { StateChangeMetadata } from "../../src/domain/index.js";

type ProbeDecision = (command: Probe, db: Database, metadata: StateChangeMetadata) => unknown;

let decision: ProbeDecision = () => [];

/** A command that decides what the test at hand says, whether it is a decision or not. */
@Command("probe")
export class Probe {
  @IsOptional() @IsInt() amount?: number;

  @Decide()
  decide(db: Database, metadata: StateChangeMetadata): Decision {
    return decision(this, db, metadata) as Decision;
  }
}

/** Lets {@link Probe} decide by the function from now on. */
export function letProbeDecide(by: ProbeDecision): void {
  decision = by;
}
