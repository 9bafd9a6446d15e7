/** What the exit codes of the program mean. */
export const EXIT = {
  ok: 0,
  /** The project has mistakes, a component could not be built, or a command file's expectations failed. */
  failed: 1,
  /** The program was called in a way that it does not understand. */
  usage: 2,
  /** The server refused, or could not be reached. */
  server: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
