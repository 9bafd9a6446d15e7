import { cpus, release, type } from "node:os";

/** The machine and the versions that figures stand for. */
export function machine() {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? "unknown processor",
    cores: processors.length,
    node: process.version,
    system: `${type()} ${release()}`,
  };
}

/** The same in a line. */
export const machineLine = ({ processor, cores, node, system }) =>
  `${processor}, ${String(cores)} cores, Node ${node}, ${system}`;
