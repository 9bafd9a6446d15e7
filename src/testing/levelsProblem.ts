/** What each level says of a specification: what is wrong, or `undefined` when it holds. */
export interface Answers {
  readonly inProcess: string | undefined;
  readonly components: string | undefined;
}

/** What is wrong with a specification that ran at both levels; that they disagree is worth a report. */
export function levelsProblem({ inProcess, components }: Answers): string | undefined {
  if (inProcess === undefined && components === undefined) return undefined;
  if (inProcess !== undefined && components !== undefined) return inProcess;
  const holds = "the specification holds";
  return [
    "The levels disagree: this holds at one of them only. If the components were built from these sources, it is a defect of evidentsource-functions; please report it with both answers.",
    "",
    `In process: ${inProcess ?? holds}`,
    "",
    `The built component: ${components ?? holds}`,
  ].join("\n");
}
