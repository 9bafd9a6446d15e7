/** What comes from the web, not from the language. */
const clone = (value) => structuredClone(value);
const url = (text, base) => {
  const { href, origin, protocol, username, host, port, pathname, search, hash } = new URL(
    text,
    base,
  );
  return [href, origin, protocol, username, host, port, pathname, search, hash];
};

export const WEB = {
  "clones plain data": () =>
    clone({ a: [1, "ä", null, undefined, true, 5n, -0, NaN], b: { c: {} } }),
  "clones dates": () => clone(new Date(5)),
  "clones maps and sets": () => clone(new Map([[{ a: 1 }, new Set([1, [2]])]])),
  "clones bytes": () => clone(Uint8Array.of(1, 2, 3).subarray(1)),
  "clones other arrays": () => clone(new Float64Array([1.5])),
  "clones patterns": () => clone(/a/gi),
  "clones errors": () => clone(new RangeError("message")),
  "clones errors as errors": () => {
    const copy = clone(new RangeError("message", { cause: new TypeError("why") }));
    const { name, message, cause } = copy;
    const kinds = [copy, cause].map((error) => Object.prototype.toString.call(error));
    return [name, message, cause.message, copy instanceof RangeError, ...kinds, Object.keys(copy)];
  },
  "clones unknown errors as errors": () => {
    class Unknown extends Error {
      name = "Unknown";
    }
    const copy = clone(new Unknown("message"));
    return [copy.name, copy.message, copy.constructor === Error];
  },
  "clones cycles": () => {
    const a = {};
    a.a = a;
    const copy = clone(a);
    return [copy.a === copy, copy === a];
  },
  "clones shared parts": () => {
    const part = {};
    const [a, b] = clone([part, part]);
    return a === b;
  },
  "clones own members only": () =>
    clone(Object.create({ a: 1 }, { b: { value: 2, enumerable: true } })),
  "clones instances as objects": () => {
    class A {
      a = 1;
    }
    return clone(new A()) instanceof A;
  },
  "clones boxes": () => Object.prototype.toString.call(clone(new String("a"))),
  "clones holes": () => 1 in clone([1, , 3]),
  "clones no functions": () => clone(() => 1),
  "clones no symbols": () => clone(Symbol("a")),
  "clones getters as values": () =>
    clone({
      get a() {
        return 5;
      },
    }),
  "an address": () => url("https://user:pw@example.test:8080/a/../b c?q=ä#h"),
  "a relative address": () => url("../c?d", "https://example.test/a/b"),
  "a usual port": () => url("HTTPS://EXAMPLE.test:443"),
  "an address of a name": () => url("urn:uuid:7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10"),
  "an international address": () => url("https://münchen.test/ß"),
  "international addresses": () =>
    ["https://FAß.test", "https://ａ.test", "https://日本。test", "http://xn--bcher-kva.test"].map(
      (text) => new URL(text).host,
    ),
  "no international address": () => new URL("https://xn--a.test").host,
  "no address in two directions": () => new URL("https://\u0661a.test").host,
  "an address of numbers": () => [url("http://0x7f.1/"), url("http://[::1]:80/")],
  "an address of a file": () => url("file:///a/./b"),
  "no address": () => new URL("nonsense"),
  "no address of numbers": () => new URL("http://1.2.3.999/"),
  "an address that can be": () => ["https://a.test", "b"].map((text) => URL.canParse(text)),
  "an address changed": () => {
    const address = new URL("https://a.test/b");
    address.pathname = "/ä c";
    address.searchParams.append("k", "v w&");
    address.hash = "x";
    return address.href;
  },
  "an address as text": () => [
    String(new URL("https://a.test")),
    JSON.stringify(new URL("https://a.test")),
  ],
  "parameters of an address": () => {
    const all = new URLSearchParams("?a=1&b=%20+&a=2&c");
    all.sort();
    return [[...all], all.getAll("a"), all.get("d"), all.has("c"), String(all)];
  },
  "parameters kept with their address": () => {
    const address = new URL("https://a.test/?a=1");
    address.searchParams.append("b", "ä €");
    const before = address.search;
    address.search = "?c=%E4";
    return [before, [...address.searchParams], address.searchParams.size];
  },
  "parameters of no UTF-8": () => new URLSearchParams("a=%C3%A4%E9").get("a"),
  "parameters from members": () => String(new URLSearchParams({ a: "ä", b: "c d" })),
  "parameters taken away": () => {
    const all = new URLSearchParams([
      ["a", "1"],
      ["b", "2"],
    ]);
    all.delete("a");
    all.set("b", "3");
    return String(all);
  },
  "console says nothing": () =>
    ["log", "info", "warn", "error", "debug", "trace"].map((name) => typeof console[name]),
  "text in base 64": () => [btoa("a\xff"), atob(" YQ== "), atob("Yf8")],
  "no text in base 64": () => atob("a"),
  "base 64 of wide text": () => btoa("ä🦊"),
  "a microtask's order": () => {
    const seen = [];
    queueMicrotask(() => seen.push("later"));
    seen.push("now");
    return seen;
  },
  "no microtask": () => queueMicrotask(5),
  "a signal": () => {
    const controller = new AbortController();
    controller.abort("why");
    return [controller.signal.aborted, controller.signal.reason];
  },
  "an error of the web": () => {
    const error = new DOMException("m", "DataCloneError");
    return [error.name, error.message, error.code, error instanceof Error];
  },
};
