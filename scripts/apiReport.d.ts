import type { Program } from "typescript";

/** Where the reports lie. */
export const REPORTS: string;
/** The reports by the names of their files. */
export function apiReports(program?: Program): Map<string, string>;
