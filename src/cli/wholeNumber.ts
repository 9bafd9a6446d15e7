import { InvalidArgumentError } from "commander";

/** Reads a number of a whole sort, in no more decimal digits than the largest has. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const isOne = /^\d+$/.test(text) && text.length <= String(most).length;
    const value = isOne ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(
      `Expected a whole number from ${String(least)} to ${String(most)}.`,
    );
  };

export const portNumber = wholeNumber(0, 65_535);
