import { closeSync, fdatasync, fdatasyncSync, fstatSync, openSync, writeSync } from "node:fs";
import { messageOf } from "../../domain/index.js";

/** So many bytes of room are made at a time. */
const STEP = 1 << 20;
/** The log of a database that is hardly written to stays as short as it is. */
const SHORT = 1 << 17;

/** What was committed may not be on disk, and nobody can find out whether it is. */
export class FlushError extends Error {
  override readonly name = "FlushError";
}

/**
 * The write-ahead log of a file, flushed by this program instead of by SQLite: drivers are built to
 * flush the time at which a file was changed with every commit, at another place of the disk, which
 * takes several times as long as what was committed.
 *
 * For the same reason there is room of zeros at the log's end, so that a commit does not lengthen the
 * file. SQLite begins anew at its start from time to time, so room is made a few times and then no more.
 * Zeros are no frames, for there is no page 0: reading the log after a fault, SQLite ends there.
 */
export class WriteAheadLog {
  readonly #path: string;
  #file: number | undefined;
  #length = SHORT;

  /** @param database the path of the database's file, which somebody has open: so there is a log */
  constructor(database: string) {
    this.#path = `${database}-wal`;
  }

  /** When this returns, all that was committed is on disk. @throws FlushError */
  flush(): void {
    try {
      const file = this.#opened();
      fdatasyncSync(file);
      this.#makeRoom(file);
    } catch (cause) {
      throw notFlushed(cause);
    }
  }

  /** The same, while this thread does other things. */
  async flushed(): Promise<void> {
    try {
      const file = this.#opened();
      await dataFlushed(file);
      // Closed meanwhile: that has flushed, too.
      if (this.#file === file) this.#makeRoom(file);
    } catch (cause) {
      throw notFlushed(cause);
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #opened(): number {
    return (this.#file ??= openSync(this.#path, "r+"));
  }

  #makeRoom(file: number): void {
    const { size, nlink } = fstatSync(file);
    if (nlink === 0) throw new Error(`${this.#path} was deleted`);
    if (size <= this.#length) return;
    this.#length = size + STEP;
    try {
      writeSync(file, new Uint8Array(STEP), 0, STEP, size);
    } catch {
      // A full disk is told to those whose commit needs it.
      this.#length = Number.POSITIVE_INFINITY;
    }
  }
}

const dataFlushed = (file: number): Promise<void> =>
  new Promise((resolve, reject) => {
    fdatasync(file, (error) => {
      if (error === null) resolve();
      else reject(error);
    });
  });

const notFlushed = (cause: unknown): FlushError =>
  new FlushError(
    `the disk did not take what was committed: ${messageOf(cause)}; nothing more is written until the server is started anew`,
    { cause },
  );
