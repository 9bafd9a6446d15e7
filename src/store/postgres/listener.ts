import type pg from "pg";
import type { Server } from "./server.js";

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;

/**
 * Hears what other processes committed, over a connection of its own. When that is lost, another one
 * is made; what was told meanwhile is not told again, so whoever listens is woken then, too.
 */
export class Listener {
  readonly #server: Server;
  readonly #channel: string;
  readonly #told: (database: number) => void;
  readonly #connected: () => void;
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #pause = FIRST_PAUSE;
  #isStopped = false;

  /**
   * @param told called with the number that was told: of a database in which something happened
   * @param connected called when anything may have happened
   */
  constructor(
    server: Server,
    channel: string,
    told: (database: number) => void,
    connected: () => void,
  ) {
    this.#server = server;
    this.#channel = channel;
    this.#told = told;
    this.#connected = connected;
  }

  /** Never fails: as long as nothing is heard, polling does its work. */
  async start(): Promise<void> {
    if (this.#isStopped) return;
    const client = this.#server.client();
    this.#client = client;
    let isLost = false;
    const lost = (): void => {
      if (isLost) return;
      isLost = true;
      this.#again(client);
    };
    client.on("error", lost);
    client.on("end", lost);
    client.on("notification", ({ payload }) => {
      this.#told(Number(payload));
    });
    try {
      await client.connect();
      await client.query(`listen ${this.#channel}`);
      this.#pause = FIRST_PAUSE;
      this.#connected();
    } catch {
      lost();
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#client?.end().catch(() => undefined);
  }

  #again(client: pg.Client): void {
    if (this.#isStopped) return;
    void client.end().catch(() => undefined);
    this.#timer = setTimeout(() => void this.start(), this.#pause);
    this.#timer.unref();
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }
}
