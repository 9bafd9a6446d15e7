/** What each key does. */
export type KeyActions = Readonly<Record<"r" | "o" | "x" | "q", () => Promise<void>>>;

export const KEYS_HINT =
  "r runs all specifications, o opens the last refusal, x empties the database, q ends";

const CTRL_C = "\u0003";

/** Listens to single keys where a person sits at the terminal; returns what ends that. */
export function hearKeys(actions: KeyActions): () => void {
  const { stdin } = process;
  if (!stdin.isTTY) return () => undefined;
  const hear = (data: Buffer): void => {
    const key = data.toString("utf8");
    if (key === CTRL_C) void actions.q();
    else if (key in actions) void actions[key as keyof KeyActions]();
  };
  stdin.setRawMode(true);
  stdin.resume();
  stdin.on("data", hear);
  return () => {
    stdin.off("data", hear);
    stdin.setRawMode(false);
    stdin.pause();
  };
}
