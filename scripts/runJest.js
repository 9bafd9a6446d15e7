import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/**
 * Runs Jest on ECMAScript modules, from the root of the package.
 * @param {readonly string[]} args
 * @param {Record<string, string | undefined>} env all of its environment
 * @param {string} node which Node runs it
 * @returns {Promise<number>} its exit code
 */
export function runJest(args, env, node = process.execPath) {
  const jest = spawn(
    node,
    [
      "--experimental-vm-modules",
      "--no-warnings=ExperimentalWarning",
      "node_modules/jest/bin/jest.js",
      ...args,
    ],
    { cwd: fileURLToPath(new URL("..", import.meta.url)), env, stdio: "inherit" },
  );
  return new Promise((resolve, reject) => {
    jest.on("error", reject);
    jest.on("exit", (code) => resolve(code ?? 1));
  });
}
