export { PoolRunner, type PoolRunnerOptions } from "./poolRunner.js";
export type { WorkerPoolOptions } from "./workerPool.js";
