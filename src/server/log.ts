/** How lines of the log are written: JSON for programs, text for people. */
export type LogFormat = "json" | "text";

export type LogLevel = "debug" | "info" | "warn" | "error";

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes one line an event. */
export type Log = (level: LogLevel, event: string, fields?: LogFields) => void;

export interface LogOptions {
  readonly format: LogFormat;
  readonly level: LogLevel;
  /** Writes a line. */
  readonly write: (line: string) => void;
}

/** A log, and what loads the library that writes it; until then lines wait. */
export function log({ format, level, write }: LogOptions): { log: Log; load(): Promise<void> } {
  const early: Parameters<Log>[] = [];
  let ready: Log = (...line) => {
    early.push(line);
  };
  return {
    log: (...line) => {
      ready(...line);
    },
    load: async () => {
      const { pino } = await import("pino");
      const logger = pino(
        {
          level,
          base: null,
          timestamp: () => `,"time":"${new Date().toISOString()}"`,
          formatters: { level: (label) => ({ level: label }) },
          messageKey: "event",
        },
        {
          write: (line: string) => {
            write(format === "json" ? line.trimEnd() : asText(line));
          },
        },
      );
      ready = (at, event, fields = {}) => {
        logger[at](fields, event);
      };
      for (const line of early.splice(0)) ready(...line);
    },
  };
}

/** `21:31:58.120 info  request operation=transact status=201`. */
function asText(line: string): string {
  const { level, time, event, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const parts = Object.entries(fields).map(([name, value]) => {
    const text = String(value);
    return `${name}=${/^[^\s"=]+$/.test(text) ? text : JSON.stringify(text)}`;
  });
  return [String(time).slice(11, 23), String(level).padEnd(5), String(event), ...parts].join(" ");
}
