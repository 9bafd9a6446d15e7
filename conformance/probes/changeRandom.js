/** The probe of a component that draws randomness. */
import { reportEvent } from "./report.js";

export function decide() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const words = crypto.getRandomValues(new Uint32Array(3));
  const report = {
    uuids: [crypto.randomUUID(), crypto.randomUUID()],
    numbers: Array.from({ length: 20 }, () => Math.random()),
    bytes,
    words: [...words],
    same: crypto.getRandomValues(bytes) === bytes,
    empty: crypto.getRandomValues(new Uint8Array()).length,
    tooMany: thrown(() => crypto.getRandomValues(new Uint8Array(65_537))),
    floats: thrown(() => crypto.getRandomValues(new Float32Array(1))),
  };
  return [[reportEvent(report)], []];
}

function thrown(draw) {
  try {
    draw();
    return "nothing";
  } catch (error) {
    return error.name;
  }
}
