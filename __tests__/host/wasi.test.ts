import { StandardError, wasi } from "../../src/host/wasi/index.js";

type Function = (...args: readonly unknown[]) => unknown;
const standardError = new StandardError();
const given = wasi(standardError);

/** A function of an interface. */
function functionOf(path: string, name: string): Function {
  const found = (given[path] as Record<string, Function> | undefined)?.[name];
  if (found === undefined) throw new Error(`there is no ${path} ${name}`);
  return found;
}

const payloadOf = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return (error as { payload?: unknown }).payload;
  }
  return "it was allowed";
};

describe("what a component finds of WASI", () => {
  it.each([
    ["wasi:cli/environment", "getEnvironment", []],
    ["wasi:cli/environment", "getArguments", []],
    ["wasi:cli/environment", "initialCwd", undefined],
    ["wasi:filesystem/preopens", "getDirectories", []],
    ["wasi:cli/terminal-stdout", "getTerminalStdout", undefined],
  ])("tells nothing of this machine: %s %s", (path, name, expected) => {
    expect(functionOf(path, name)()).toEqual(expected);
  });

  it.each([
    ["wasi:sockets/tcp-create-socket", "createTcpSocket"],
    ["wasi:sockets/udp-create-socket", "createUdpSocket"],
    ["wasi:sockets/ip-name-lookup", "resolveAddresses"],
  ])("denies the network: %s", (path, name) => {
    expect(payloadOf(() => functionOf(path, name)())).toBe("access-denied");
  });

  it("gives no resource of files and sockets to make", () => {
    for (const [path, name] of [
      ["wasi:filesystem/types", "Descriptor"],
      ["wasi:sockets/tcp", "TcpSocket"],
    ] as const) {
      const Made = functionOf(path, name) as unknown as new () => object;
      expect(payloadOf(() => new Made())).toBe("access-denied");
    }
  });

  it("has an end of standard input", () => {
    const input = functionOf("wasi:cli/stdin", "getStdin")() as { blockingRead: Function };
    expect(payloadOf(() => input.blockingRead(1n))).toEqual({ tag: "closed" });
  });

  it("has real clocks", () => {
    const now = functionOf("wasi:clocks/monotonic-clock", "now");
    expect(now() as bigint).toBeLessThanOrEqual(now() as bigint);
    const { seconds } = functionOf("wasi:clocks/wall-clock", "now")() as { seconds: bigint };
    expect(Math.abs(Number(seconds) - Date.now() / 1_000)).toBeLessThan(5);
  });

  it("waits for the first of several instants, and for half a minute at most", () => {
    const after = functionOf("wasi:clocks/monotonic-clock", "subscribeDuration");
    const poll = functionOf("wasi:io/poll", "poll");
    expect(poll([after(3_600_000_000_000n), after(1_000_000n)])).toEqual(Uint32Array.of(1));
    expect(() => poll([after(3_600_000_000_000n)])).toThrow("longer than 30 s");
    expect(() => poll([])).toThrow("waits for nothing");
  });

  it("has real randomness, in reasonable amounts", () => {
    const bytes = functionOf("wasi:random/random", "getRandomBytes");
    expect(bytes(16n)).not.toEqual(bytes(16n));
    expect(() => bytes(2n ** 40n)).toThrow("asks for 1099511627776 random bytes");
    expect(functionOf("wasi:random/insecure-seed", "insecureSeed")()).toHaveLength(2);
  });

  it("ends a component that ends itself", () => {
    expect(() => functionOf("wasi:cli/exit", "exit")({ tag: "err" })).toThrow("exit code 1");
  });

  it("keeps the end of standard error, and nothing of standard output", () => {
    const stream = (name: string): { write: Function } =>
      functionOf(`wasi:cli/${name.toLowerCase()}`, `get${name}`)() as { write: Function };
    stream("Stdout").write(Buffer.from("printed"));
    stream("Stderr").write(Buffer.from("x".repeat(10_000)));
    stream("Stderr").write(Buffer.from("panicked\n"));
    expect(standardError.text()).toMatch(/^x+panicked$/);
    expect(standardError.text().length).toBeLessThanOrEqual(4_096);
  });
});
