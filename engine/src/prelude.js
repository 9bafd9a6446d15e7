// What a module finds beside ECMAScript. Evaluated once, before the module.
(global, natives) => {
  const define = (name, value) =>
    Object.defineProperty(global, name, { value, writable: true, configurable: true });

  define(
    "TextEncoder",
    class TextEncoder {
      get encoding() {
        return "utf-8";
      }
      encode(text = "") {
        return natives.encode(text);
      }
      encodeInto(text, destination) {
        const [read, written] = natives.encodeInto(text, destination);
        return { read, written };
      }
    },
  );

  const bytesOf = (source) => {
    if (ArrayBuffer.isView(source)) {
      return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
    }
    if (source instanceof ArrayBuffer || source instanceof SharedArrayBuffer) {
      return new Uint8Array(source);
    }
    throw new TypeError("an ArrayBuffer or a view of one was expected");
  };
  const joined = (first, second) => {
    const all = new Uint8Array(first.length + second.length);
    all.set(first);
    all.set(second, first.length);
    return all;
  };
  const NO_BYTES = new Uint8Array(0);

  define(
    "TextDecoder",
    class TextDecoder {
      #fatal;
      #ignoreBOM;
      /** The bytes of a character whose end is still to come. */
      #pending = NO_BYTES;
      /** Whether an earlier piece of the stream is decoded, so that a mark is text. */
      #hasBegun = false;
      constructor(label = "utf-8", { fatal = false, ignoreBOM = false } = {}) {
        if (!/^\s*(utf-?8|unicode-1-1-utf-8)\s*$/i.test(label)) {
          throw new RangeError(`TextDecoder knows utf-8 only, not ${label}`);
        }
        this.#fatal = Boolean(fatal);
        this.#ignoreBOM = Boolean(ignoreBOM);
      }
      get encoding() {
        return "utf-8";
      }
      get fatal() {
        return this.#fatal;
      }
      get ignoreBOM() {
        return this.#ignoreBOM;
      }
      decode(source = NO_BYTES, options) {
        const added = bytesOf(source);
        const bytes = this.#pending.length === 0 ? added : joined(this.#pending, added);
        const { stream = false } = options ?? {};
        const end = stream ? bytes.length - natives.unfinished(bytes) : bytes.length;
        const hasBegun = this.#hasBegun;
        this.#pending = stream ? bytes.slice(end) : NO_BYTES;
        this.#hasBegun = stream && (hasBegun || end > 0);
        const complete = end < bytes.length ? bytes.subarray(0, end) : bytes;
        const text = natives.decode(complete, this.#fatal, this.#ignoreBOM || hasBegun);
        if (text !== undefined) return text;
        this.#pending = NO_BYTES;
        this.#hasBegun = false;
        throw new TypeError("the bytes are no UTF-8");
      }
    },
  );

  const discard = () => {};
  const console = {};
  for (const name of [
    ...["assert", "clear", "count", "countReset", "debug", "dir", "dirxml", "error", "group"],
    ...["groupCollapsed", "groupEnd", "info", "log", "table", "time", "timeEnd", "timeLog"],
    ...["trace", "warn"],
  ]) {
    console[name] = discard;
  }
  define("console", console);

  if (Symbol.dispose === undefined) {
    Object.defineProperty(Symbol, "dispose", { value: Symbol("Symbol.dispose") });
  }

  const INTEGER_ARRAYS = [
    ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array],
    ...[Int32Array, Uint32Array, BigInt64Array, BigUint64Array],
  ];
  define("crypto", {
    randomUUID() {
      return natives.randomUuid();
    },
    getRandomValues(array) {
      if (!INTEGER_ARRAYS.some((each) => array instanceof each)) {
        throw new DOMException("an array of integers was expected", "TypeMismatchError");
      }
      if (array.byteLength > 65536) {
        throw new DOMException("at most 65536 bytes at once", "QuotaExceededError");
      }
      return natives.fillRandomly(array);
    },
  });
  Math.random = () => natives.random();

  // QuickJS reads JSON by recursion, so nesting of some thousand levels exhausts its stack, which other
  // engines pass over; `@IsJSON` would say another thing here than in the author's own process.
  const parseShallow = JSON.parse;
  const endOfScalar = /[\t\n\r ,:[\]{}]|$/g;
  function endOfString(text, start) {
    for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
      let first = end;
      while (text[first - 1] === "\\") first -= 1;
      if ((end - first) % 2 === 0) return end + 1;
    }
    return text.length;
  }
  function parseDeeply(text) {
    const refuse = () => {
      throw new SyntaxError("the text is no JSON");
    };
    const root = [];
    /** What is open; an object with the key whose value is to come. */
    const open = [{ container: root, key: undefined }];
    let expected = "value";
    const put = (value) => {
      const { container, key } = open[open.length - 1];
      if (Array.isArray(container)) container.push(value);
      else
        Object.defineProperty(container, key, {
          value,
          writable: true,
          enumerable: true,
          configurable: true,
        });
      expected = "comma";
    };
    const begin = (container, next) => {
      put(container);
      open.push({ container, key: undefined });
      expected = next;
    };
    for (let at = 0; at < text.length;) {
      const sign = text[at];
      const top = open[open.length - 1];
      const isValue = expected === "value" || expected === "value or end";
      const isKey = expected === "key" || expected === "key or end";
      if (sign === " " || sign === "\n" || sign === "\t" || sign === "\r") at += 1;
      else if (sign === "[" && isValue) (begin([], "value or end"), (at += 1));
      else if (sign === "{" && isValue) (begin({}, "key or end"), (at += 1));
      else if (sign === "]" || sign === "}") {
        const closes = open.length > 1 && Array.isArray(top.container) === (sign === "]");
        if (!closes || (expected !== "comma" && !expected.endsWith("end"))) refuse();
        open.pop();
        expected = "comma";
        at += 1;
      } else if (sign === "," && expected === "comma" && open.length > 1) {
        expected = Array.isArray(top.container) ? "value" : "key";
        at += 1;
      } else if (sign === ":" && expected === "colon") {
        expected = "value";
        at += 1;
      } else if (isValue || (isKey && sign === '"')) {
        endOfScalar.lastIndex = at;
        const end = sign === '"' ? endOfString(text, at) : endOfScalar.exec(text).index;
        const value = parseShallow(text.slice(at, end));
        if (isValue) put(value);
        else ((top.key = value), (expected = "colon"));
        at = end;
      } else refuse();
    }
    if (open.length > 1 || root.length !== 1) refuse();
    return root[0];
  }
  const { parse } = {
    parse(text, reviver) {
      const source = `${text}`;
      try {
        return parseShallow(source, reviver);
      } catch (error) {
        if (!(error instanceof RangeError) || typeof reviver === "function") throw error;
        return parseDeeply(source);
      }
    },
  };
  Object.defineProperty(JSON, "parse", { value: parse });

  function structuredClone(value) {
    const copies = new Map();
    const refuse = (what) => {
      throw new DOMException(`${what} cannot be cloned`, "DataCloneError");
    };
    const remember = (original, copy) => {
      copies.set(original, copy);
      return copy;
    };
    const copyProperties = (from, to) => {
      for (const key of Object.keys(from)) {
        const value = clone(from[key]);
        Object.defineProperty(to, key, {
          value,
          writable: true,
          enumerable: true,
          configurable: true,
        });
      }
      return to;
    };
    const cloneError = (error) => {
      const known = [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError];
      const type = known.find(({ name }) => name === error.name) ?? Error;
      const copy = remember(error, new type());
      for (const key of ["stack", "message", "cause"]) {
        if (!Object.hasOwn(error, key)) continue;
        const value = key === "cause" ? clone(error[key]) : String(error[key]);
        Object.defineProperty(copy, key, { value, writable: true, configurable: true });
      }
      return copy;
    };
    const cloneView = (view) => {
      const buffer = clone(view.buffer);
      const length = view instanceof DataView ? view.byteLength : view.length;
      return remember(view, new view.constructor(buffer, view.byteOffset, length));
    };
    function clone(value) {
      if (typeof value === "function") refuse(`the function ${value.name}`);
      if (typeof value === "symbol") refuse(String(value));
      if (typeof value !== "object" || value === null) return value;
      if (copies.has(value)) return copies.get(value);
      if (Array.isArray(value)) {
        const copy = remember(value, []);
        copy.length = value.length;
        return copyProperties(value, copy);
      }
      if (ArrayBuffer.isView(value)) return cloneView(value);
      if (value instanceof Error) return cloneError(value);
      switch (Object.prototype.toString.call(value)) {
        case "[object Date]":
          return remember(value, new Date(value.getTime()));
        case "[object RegExp]":
          return remember(value, new RegExp(value.source, value.flags));
        case "[object Boolean]":
        case "[object Number]":
        case "[object String]":
        case "[object BigInt]":
          return remember(value, Object(value.valueOf()));
        case "[object ArrayBuffer]":
          return remember(value, value.slice(0));
        case "[object Map]": {
          const copy = remember(value, new Map());
          for (const [key, item] of [...value]) copy.set(clone(key), clone(item));
          return copy;
        }
        case "[object Set]": {
          const copy = remember(value, new Set());
          for (const item of [...value]) copy.add(clone(item));
          return copy;
        }
        case "[object Promise]":
        case "[object WeakMap]":
        case "[object WeakSet]":
        case "[object WeakRef]":
        case "[object Generator]":
          return refuse("such an object");
        default:
          return copyProperties(value, remember(value, {}));
      }
    }
    return clone(value);
  }
  define("structuredClone", structuredClone);
};
