import { layoutOf } from "./layoutOf.js";

/** What the engine exports to its host; which of the two functions there are, its world decides. */
export interface CoreExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly cabi_realloc: (old: number, oldSize: number, align: number, size: number) => number;
  readonly evolve?: (parameters: number) => number;
  readonly cabi_post_evolve?: (result: number) => void;
  readonly decide?: (parameters: number) => number;
  readonly cabi_post_decide?: (result: number) => void;
}

/** An event as the host passes it: what tests do not look at is the same in all. */
export interface PassedEvent {
  readonly id: string;
  readonly data: string;
  /** Otherwise account.credited. */
  readonly type?: string;
}

const event = layoutOf("cloudevent", "SIZE", "ID", "SOURCE", "SPECVERSION", "TYPE", "DATA");
const optionalData = layoutOf("option_cloudevent_data", "SOME", "PAYLOAD");
const data = layoutOf("cloudevent_data", "STRING", "PAYLOAD");

/** Reads and writes values in an instance's memory, as hosts do. */
export class LinearMemory {
  readonly #core: CoreExports;

  constructor(core: CoreExports) {
    this.#core = core;
  }

  get view(): DataView {
    return new DataView(this.#core.memory.buffer);
  }

  get size(): number {
    return this.#core.memory.buffer.byteLength;
  }

  /** A block of zeros. */
  room(size: number, align = 8): number {
    const start = this.#core.cabi_realloc(0, 0, align, size) >>> 0;
    new Uint8Array(this.#core.memory.buffer, start, size).fill(0);
    return start;
  }

  writeText(at: number, text: string): void {
    const bytes = Buffer.from(text);
    const start = this.#core.cabi_realloc(0, 0, 1, bytes.length) >>> 0;
    new Uint8Array(this.#core.memory.buffer, start, bytes.length).set(bytes);
    this.#writeSlice(at, start, bytes.length);
  }

  writeOption(option: number, payload: number, text: string): void {
    this.view.setUint8(option, 1);
    this.writeText(option + payload, text);
  }

  writeEvents(at: number, events: readonly PassedEvent[]): void {
    const start = this.room(events.length * event.SIZE);
    this.#writeSlice(at, start, events.length);
    events.forEach(({ id, data: text, type = "account.credited" }, index) => {
      const to = start + index * event.SIZE;
      this.writeText(to + event.ID, id);
      this.writeText(to + event.SOURCE, "https://events.example/streams/accounts");
      this.writeText(to + event.SPECVERSION, "1.0");
      this.writeText(to + event.TYPE, type);
      this.view.setUint8(to + event.DATA, optionalData.SOME);
      const given = to + event.DATA + optionalData.PAYLOAD;
      this.view.setUint8(given, data.STRING);
      this.writeText(given + data.PAYLOAD, text);
    });
  }

  readEvents(at: number): readonly PassedEvent[] {
    const [start, count] = this.#slice(at);
    return Array.from({ length: count }, (_, index) => {
      const from = start + index * event.SIZE;
      const given = from + event.DATA + optionalData.PAYLOAD + data.PAYLOAD;
      return { id: this.readText(from + event.ID), data: this.readText(given) };
    });
  }

  readText(at: number): string {
    const [start, length] = this.#slice(at);
    return Buffer.from(this.#core.memory.buffer, start, length).toString();
  }

  #slice(at: number): [number, number] {
    return [this.view.getUint32(at, true), this.view.getUint32(at + 4, true)];
  }

  #writeSlice(at: number, start: number, length: number): void {
    this.view.setUint32(at, start, true);
    this.view.setUint32(at + 4, length, true);
  }
}
