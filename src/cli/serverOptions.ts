import type { Command } from "commander";

/** Adds the options that say which server is meant. */
export const withServer = (command: Command): Command =>
  command
    .option("--url <url>", "the server (default: EVIDENTSOURCE_URL, or http://localhost:3000)")
    .option("--token <token>", "bearer token (default: EVIDENTSOURCE_TOKEN)")
    .option("--timeout <seconds>", "how long the server may take to answer", "20");

/** Adds the options that say which database of which server is meant. */
export const withDatabase = (command: Command): Command =>
  withServer(command).option("--database <name>", "the database (default: EVIDENTSOURCE_DATABASE)");

/** For options that may be repeated. */
export const collect = (value: string, previous: readonly string[] = []): string[] => [
  ...previous,
  value,
];
