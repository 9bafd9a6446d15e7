/** The innermost frame of an error's stack that stands in the file, as V8 writes it. */
export function callSite(error: Error, url: string): { line: number; column: number } | undefined {
  for (const frame of (error.stack ?? "").split("\n")) {
    const at = frame.indexOf(url);
    if (at < 0) continue;
    const match = /^:(\d+):(\d+)/.exec(frame.slice(at + url.length));
    if (match !== null) return { line: Number(match[1]), column: Number(match[2]) };
  }
  return undefined;
}
