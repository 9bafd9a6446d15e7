import fc from "fast-check";
import { On, StateView, type StateCodec } from "evidentsource-functions";
import { StateViewError } from "../../src/domain/index.js";
import { stateView, validDefinitions } from "../../src/runtime/index.js";
import { inPieces } from "../support/inPieces.js";
import { textOf } from "../support/stateContent.js";
import { storedEvent } from "../support/storedEvent.js";

let broken: Partial<StateCodec> = {};

/** Eight bytes, big-endian. */
const codec: StateCodec = {
  encode: (state) => {
    if (broken.encode !== undefined) return broken.encode(state);
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigInt64(0, (state as Tally).count);
    return bytes;
  },
  decode: (content) => {
    if (broken.decode !== undefined) return broken.decode(content);
    const { buffer, byteOffset } = content;
    return Object.assign(new Tally(), { count: new DataView(buffer, byteOffset).getBigInt64(0) });
  },
};

@StateView("tally", { contentType: "application/octet-stream", codec })
class Tally {
  count = 0n;

  @On("up")
  up(): void {
    this.count += 2n ** 40n;
  }

  @On("down")
  down(): void {
    this.count -= 1n;
  }
}

const definition = validDefinitions().stateViewOf(Tally);
if (definition === undefined) throw new Error("Tally is not defined");
const view = stateView(definition);
const up = storedEvent({ type: "up" });

beforeEach(() => {
  broken = {};
});

describe("a view with a codec of its author", () => {
  it("stores what the codec writes and continues from what it reads", () => {
    const first = view.evolve({ content: undefined }, [up]);
    expect(first).toEqual(new Uint8Array([0, 0, 1, 0, 0, 0, 0, 0]));
    const second = view.evolve({ content: first }, [storedEvent({ type: "down" })]);
    expect(second).toEqual(new Uint8Array([0, 0, 0, 255, 255, 255, 255, 255]));
    expect(view.decode(second)).toEqual(Object.assign(new Tally(), { count: 2n ** 40n - 1n }));
  });

  it("folds in pieces as it folds at once", () => {
    const event = fc.constantFrom("up", "down", "other").map((type) => storedEvent({ type }));
    fc.assert(
      fc.property(inPieces(event), ({ whole, pieces }) => {
        let content: Uint8Array | undefined;
        for (const piece of pieces) content = view.evolve({ content }, piece);
        expect(content).toEqual(view.evolve({ content: undefined }, whole));
      }),
    );
  });

  it("does not ask the codec about empty content", () => {
    broken = {
      decode: () => {
        throw new Error("asked");
      },
    };
    expect(view.decode(new Uint8Array())).toBeUndefined();
    expect(view.evolve({ content: new Uint8Array() }, [up])).toHaveLength(8);
  });

  const notBytes = (): Uint8Array => "text" as unknown as Uint8Array;
  const fails = (): never => {
    throw new RangeError("out of bounds");
  };
  it.each<[what: string, codec: Partial<StateCodec>, reason: RegExp]>([
    ["that cannot read the state", { decode: fails }, /cannot be read: RangeError: out of bounds/],
    [
      "that reads something else",
      { decode: () => ({ count: 1n }) },
      /must return an instance of Tally/,
    ],
    [
      "that cannot write the state",
      { encode: fails },
      /cannot be stored: RangeError: out of bounds/,
    ],
    ["that writes no bytes", { encode: notBytes }, /must return a Uint8Array/],
  ])("stops with a codec %s", (_what, faulty, reason) => {
    broken = faulty;
    const fold = (): unknown => view.evolve({ content: new Uint8Array(8) }, [up]);
    expect(fold).toThrow(StateViewError);
    expect(fold).toThrow(reason);
    expect(fold).toThrow(/^state view tally: the state|^state view tally: the stored state/);
  });

  it("is not read as text", () => {
    expect(textOf(view.evolve({ content: undefined }, [up]))).not.toContain("{");
  });
});
