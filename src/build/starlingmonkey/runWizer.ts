/**
 * Runs in place of wizer, which it starts with the same arguments and the same input:
 * `node runWizer.js <file of the addition> <wizer> <arguments of wizer>...`
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { editGlue } from "./editGlue.js";

const [additionFile = "", wizer = "", ...args] = process.argv.slice(2);
const input = readFileSync(0, "utf8");
const glueFile = /--initializer-script-path (.+?) --strip-path-prefix /.exec(input)?.[1];
if (glueFile !== undefined) {
  const edited = editGlue(readFileSync(glueFile, "utf8"), readFileSync(additionFile, "utf8"));
  if (edited !== undefined) writeFileSync(glueFile, edited);
}
const { status, error } = spawnSync(wizer, args, { input, stdio: ["pipe", "inherit", "inherit"] });
if (error !== undefined) console.error(error.message);
process.exitCode = status ?? 1;
