import fc from "fast-check";
import { Timestamp } from "../../src/domain/index.js";
import { timestampFromWit, timestampToWit } from "../../src/wasm/wit/index.js";
import { timestamp, witDatetime } from "../support/witValues.js";

describe("instants", () => {
  it("survive the way out and back", () => {
    fc.assert(
      fc.property(timestamp, (instant) => {
        expect(timestampFromWit(timestampToWit(instant))).toEqual(instant);
      }),
    );
  });

  it("survive the way in and back", () => {
    fc.assert(
      fc.property(witDatetime, (datetime) => {
        expect(timestampToWit(timestampFromWit(datetime))).toEqual(datetime);
      }),
    );
  });

  it("before 1970 are understood where the engine gives their seconds as unsigned", () => {
    fc.assert(
      fc.property(witDatetime, ({ seconds, nanoseconds }) => {
        const unsigned = { seconds: BigInt.asUintN(64, seconds), nanoseconds };
        expect(timestampFromWit(unsigned)).toEqual(new Timestamp(seconds, nanoseconds));
      }),
    );
  });

  it("with too many nanoseconds are refused", () => {
    expect(() => timestampFromWit({ seconds: 0n, nanoseconds: 1_000_000_000 })).toThrow(RangeError);
  });
});
