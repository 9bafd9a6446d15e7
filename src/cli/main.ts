#!/usr/bin/env node
import { keepWriting } from "./keepWriting.js";
import { runCli } from "./program.js";
import { terminal } from "./terminal.js";

keepWriting(process);
process.exitCode = await runCli(process.argv.slice(2), terminal(process));
