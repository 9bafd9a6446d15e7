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
  /** Sources that have changed since the components were built. */
  readonly stale?: readonly string[];
}

/** Whether a specification holds at one of the levels only. */
export const disagree = ({ inProcess, components }: Answers): boolean =>
  (inProcess === undefined) !== (components === undefined);

/** What is wrong with a specification that ran at both levels; that they disagree is worth a report. */
export function levelsProblem({
  inProcess,
  components,
  where = "The built component",
  stale = [],
}: Answers): Answer | undefined {
  if (!disagree({ inProcess, components })) return inProcess;
  const holds = "the specification holds";
  const text = [
    stale.length === 0 ? DEFECT : staleText(stale),
    "",
    `In process: ${inProcess?.text ?? holds}`,
    "",
    `${where}: ${components?.text ?? holds}`,
  ].join("\n");
  return { kind: "fault", text };
}

const DEFECT =
  "The levels disagree: this holds at one of them only. As far as the build tells, it is of the sources as they are, so if what is expected depends on no random number that a decision draws, it is a defect of evidentsource-functions; please report it with both answers.";

const staleText = ([first = "", ...more]: readonly string[]): string =>
  `The build is older than the sources: ${first}${more.length === 0 ? " has" : ` and ${String(more.length)} more have`} changed since, and this holds at one level only. Run \`npm run build\` (or \`esf build\`) and test again.`;
