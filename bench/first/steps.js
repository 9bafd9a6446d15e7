// Steps of a script, one after the other, with what each took, in milliseconds: `[what, wall, processor]`.
const steps = [];

export async function step(what, run) {
  const before = process.cpuUsage();
  const began = performance.now();
  const result = await run();
  const wall = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  steps.push([what, wall, (user + system) / 1_000]);
  return result;
}

export const told = () => JSON.stringify(steps);
