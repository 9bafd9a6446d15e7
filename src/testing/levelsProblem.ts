/** Why a specification does not hold at a level. */
export interface Answer {
  /**
   * `difference`: something else came of it than was expected. `fault`: the specification or the code is
   * at fault, so that its opposite does not hold either.
   */
  readonly kind: "difference" | "fault";
  readonly text: string;
}

/** What each level says of a specification: what is wrong, or `undefined` when it holds. */
export interface Answers {
  readonly inProcess: Answer | undefined;
  readonly components: Answer | undefined;
  /** What else but components it ran on, for people. */
  readonly where?: string;
}

/** What is wrong with a specification that ran at both levels; that they disagree is worth a report. */
export function levelsProblem({
  inProcess,
  components,
  where = "The built component",
}: Answers): Answer | undefined {
  if (inProcess === undefined && components === undefined) return undefined;
  if (inProcess !== undefined && components !== undefined) return inProcess;
  const holds = "the specification holds";
  const text = [
    "The levels disagree: this holds at one of them only. If the components were built from these sources, and what is expected depends on no random number that a decision draws, it is a defect of evidentsource-functions; please report it with both answers.",
    "",
    `In process: ${inProcess?.text ?? holds}`,
    "",
    `${where}: ${components?.text ?? holds}`,
  ].join("\n");
  return { kind: "fault", text };
}
