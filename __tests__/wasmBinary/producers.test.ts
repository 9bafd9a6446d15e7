import { metadataAdd, metadataShow, parse } from "@bytecodealliance/jco-transpile/wasm-tools";
import {
  PROCESSED_BY,
  readBinary,
  readProducers,
  withProducer,
} from "../../src/wasmBinary/index.js";

const MODULE = `(module (func (export "run")))`;
const COMPONENT = `(component (core module ${MODULE.slice(7)})`;

describe.each([
  ["a module", MODULE],
  ["a component", COMPONENT],
])("%s", (_, text) => {
  it("has no producers if it names none", async () => {
    expect(readProducers(await parse(text))).toEqual(new Map());
  });

  it("names a tool as other programs understand it", async () => {
    const [outer] = await metadataShow(withProducer(await parse(text), ["knitter", "1.2 µ"]));
    expect(outer?.producers).toEqual([[PROCESSED_BY, [["knitter", "1.2 µ"]]]]);
  });

  it("keeps the tools that are already there", async () => {
    const before = await metadataAdd(await parse(text), [
      ["language", [["Knit", "1"]]],
      [PROCESSED_BY, [["spinner", "0.9"]]],
    ]);
    const after = withProducer(before, ["knitter", "1.2"]);
    expect(readProducers(after)).toEqual(
      new Map([
        ["language", [["Knit", "1"]]],
        [
          PROCESSED_BY,
          [
            ["spinner", "0.9"],
            ["knitter", "1.2"],
          ],
        ],
      ]),
    );
    const names = (bytes: Uint8Array): number =>
      readBinary(bytes).sections.filter(({ body }) => Buffer.from(body).includes("producers"))
        .length;
    expect(names(after)).toBe(1);
  });
});

it.each([
  ["text", Buffer.from("text, and more of it")],
  ["nothing", new Uint8Array()],
  ["another version", Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x02, 0x00, 0x00, 0x00)],
])("%s is no WebAssembly", (_, bytes) => {
  expect(() => readProducers(bytes)).toThrow(new RangeError("the bytes are no WebAssembly"));
});
