import { count, formatBytes, formatDuration } from "../../src/cli/quantities.js";

describe("quantities", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1_000, "1.0 kB"],
    [208_449, "208.4 kB"],
    [999_949, "999.9 kB"],
    [999_950, "1.0 MB"],
    [1_000_000, "1.0 MB"],
    [13_606_300, "13.6 MB"],
  ])("shows %i bytes as %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it.each([
    [0, "0 ms"],
    [84.6, "85 ms"],
    [999.4, "999 ms"],
    [999.5, "1.0 s"],
    [1_640, "1.6 s"],
    [75_000, "75.0 s"],
  ])("shows %d milliseconds as %s", (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

  it.each([
    [0, "0 views"],
    [1, "1 view"],
    [2, "2 views"],
  ])("counts %i as %s", (number, text) => {
    expect(count(number, "view")).toBe(text);
  });
});
