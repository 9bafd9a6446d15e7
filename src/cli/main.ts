#!/usr/bin/env node
import { runCli } from "./program.js";
import { terminal } from "./terminal.js";

process.exitCode = await runCli(process.argv.slice(2), terminal(process));
