const encode = (text) => new TextEncoder().encode(text);
const decode = (bytes, options, label) =>
  new TextDecoder(label, options).decode(Uint8Array.from(bytes));
const strict = (...bytes) => decode(bytes, { fatal: true });
const lenient = (...bytes) => decode(bytes);

const SEQUENCES = {
  empty: [],
  ascii: [0x61, 0x00, 0x7f],
  "two bytes": [0xc3, 0xa4],
  "three bytes": [0xe2, 0x82, 0xac],
  "four bytes": [0xf0, 0x9f, 0xa6, 0x8a],
  "the last code point": [0xf4, 0x8f, 0xbf, 0xbf],
  "beyond the last": [0xf4, 0x90, 0x80, 0x80],
  "a lone continuation": [0x80],
  "a truncated sequence": [0xe2, 0x82],
  "a truncated sequence and more": [0xe2, 0x82, 0x41],
  "a truncated astral": [0xf0, 0x9f, 0xa6],
  overlong: [0xc0, 0xaf],
  "overlong of three": [0xe0, 0x80, 0xaf],
  "overlong of four": [0xf0, 0x80, 0x80, 0xaf],
  "a surrogate": [0xed, 0xa0, 0x80],
  "a pair of surrogates": [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80],
  "bytes of no use": [0xfe, 0xff, 0xf5, 0x80],
  "a byte order mark": [0xef, 0xbb, 0xbf, 0x61],
  "two byte order marks": [0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf],
  "half a byte order mark": [0xef, 0xbb],
  "a byte order mark inside": [0x61, 0xef, 0xbb, 0xbf],
};

const decoding = Object.entries(SEQUENCES).flatMap(([name, bytes]) => [
  [`${name}, lenient`, () => lenient(...bytes)],
  [`${name}, strict`, () => strict(...bytes)],
  [`${name}, with its mark`, () => decode(bytes, { ignoreBOM: true })],
]);

/** TextEncoder and TextDecoder. */
export const UTF8 = {
  ...Object.fromEntries(decoding),
  "encodes text": () => encode("aä€🦊\0\ufeff"),
  "encodes lone surrogates": () => encode("\ud800a\udc00\udc00\ud800"),
  "encodes nothing": () => [encode(), encode(undefined), encode("")],
  "encodes what is no text": () => [encode(5), encode(null), encode({ toString: () => "ä" })],
  "encodes a symbol": () => encode(Symbol("a")),
  "encoder's encoding": () => new TextEncoder().encoding,
  "encodes into": () => {
    const target = new Uint8Array(6);
    const { read, written } = new TextEncoder().encodeInto("aä🦊b", target);
    return [read, written, target];
  },
  "encodes into too little": () => {
    const target = new Uint8Array(4);
    const { read, written } = new TextEncoder().encodeInto("ä🦊", target);
    return [read, written, target];
  },
  "encodes 5 KB": () => encode("é".repeat(2_500)).length,
  "decoder's properties": () => {
    const { encoding, fatal, ignoreBOM } = new TextDecoder();
    return [encoding, fatal, ignoreBOM];
  },
  "decoder's labels": () =>
    ["utf8", "UTF-8", " utf-8 ", "unicode-1-1-utf-8"].map(
      (label) => new TextDecoder(label).encoding,
    ),
  "an unknown label": () => new TextDecoder("klingon"),
  "decodes nothing": () => [new TextDecoder().decode(), new TextDecoder().decode(undefined)],
  "decodes a buffer": () => new TextDecoder().decode(Uint8Array.of(0x61, 0x62).buffer),
  "decodes a part": () => new TextDecoder().decode(Uint8Array.of(0x61, 0x62, 0x63).subarray(1, 2)),
  "decodes a view": () =>
    new TextDecoder().decode(new DataView(Uint8Array.of(0x61, 0x62).buffer, 1)),
  "decodes other arrays": () => new TextDecoder().decode(new Uint16Array([0x6161])),
  "decodes no bytes": () => new TextDecoder().decode("abc"),
  "decodes twice": () => {
    const decoder = new TextDecoder();
    const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, 0x61);
    return [decoder.decode(bytes), decoder.decode(bytes)];
  },
  "decodes in pieces": () => {
    const decoder = new TextDecoder();
    const pieces = [[0xf0, 0x9f], [0xa6], [0x8a, 0x61]];
    const stream = pieces.map((piece) => decoder.decode(Uint8Array.from(piece), { stream: true }));
    return [...stream, decoder.decode()];
  },
  "decodes a mark in pieces": () => {
    const decoder = new TextDecoder();
    const pieces = [[0xef], [0xbb, 0xbf, 0xef, 0xbb, 0xbf], [0xef, 0xbb, 0xbf, 0x61]];
    const stream = pieces.map((piece) => decoder.decode(Uint8Array.from(piece), { stream: true }));
    return [...stream, decoder.decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0x62))];
  },
  "decodes a mark in pieces, with its mark": () => {
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    return [
      decoder.decode(Uint8Array.of(0xef, 0xbb), { stream: true }),
      decoder.decode(Uint8Array.of(0xbf, 0x61)),
    ];
  },
  "decodes wrong bytes in pieces": () => {
    const decoder = new TextDecoder();
    const pieces = [
      [0x61, 0xe2],
      [0x41, 0xf0, 0x9f],
      [0xff, 0xc3, 0x28],
      [0xe2, 0x82],
    ];
    const stream = pieces.map((piece) => decoder.decode(Uint8Array.from(piece), { stream: true }));
    return [...stream, decoder.decode(), decoder.decode(Uint8Array.of(0x62))];
  },
  "refuses a stream that ends too early": () => {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    const begun = decoder.decode(Uint8Array.of(0x61, 0xe2, 0x82), { stream: true });
    try {
      return [begun, decoder.decode()];
    } catch (error) {
      return [begun, error.name, decoder.decode(Uint8Array.of(0x62))];
    }
  },
  "goes on with a stream of views": () => {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    const bytes = Uint8Array.of(0xc3, 0xa4, 0xe2, 0x82, 0xac, 0x61).buffer;
    return [
      decoder.decode(new DataView(bytes, 0, 3), { stream: true }),
      decoder.decode(new Uint8Array(bytes, 3), { stream: true }),
      decoder.decode(new ArrayBuffer(0)),
    ];
  },
  "goes on after an error": () => {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    try {
      decoder.decode(Uint8Array.of(0xff));
    } catch {
      return decoder.decode(Uint8Array.of(0x61));
    }
  },
};
