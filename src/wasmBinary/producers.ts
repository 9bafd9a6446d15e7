import { ByteReader } from "./byteReader.js";
import { concat, list, name } from "./encode.js";
import { readBinary, section, SECTION, type Section } from "./sections.js";

/** A tool and its version. */
export type Producer = readonly [name: string, version: string];

/** Tools by field, such as `processed-by` (WebAssembly tool conventions, `producers` section). */
export type Producers = ReadonlyMap<string, readonly Producer[]>;

/**
 * What a component or a core module says of the tools that made it; modules within it are not asked.
 * @throws RangeError when the bytes are no WebAssembly.
 */
export function readProducers(bytes: Uint8Array): Producers {
  const found = readBinary(bytes).sections.find(isProducers);
  return found === undefined ? new Map() : producersOf(found);
}

/** The same component or module, which names one more tool among those that processed it. */
export function withProducer(bytes: Uint8Array, producer: Producer): Uint8Array {
  const { header, sections } = readBinary(bytes);
  const before = readProducers(bytes);
  const producers = new Map(before).set(PROCESSED_BY, [
    ...(before.get(PROCESSED_BY) ?? []),
    producer,
  ]);
  const others = sections.filter((candidate) => !isProducers(candidate));
  return concat(header, ...others.map(({ whole }) => whole), producersSection(producers));
}

export const PROCESSED_BY = "processed-by";

const NAME = "producers";

function isProducers({ id, body }: Section): boolean {
  return id === SECTION.custom && new ByteReader(body).name() === NAME;
}

function producersOf({ body }: Section): Producers {
  const reader = new ByteReader(body);
  reader.name();
  const repeat = <T>(read: () => T): T[] => Array.from({ length: reader.unsigned() }, read);
  return new Map(
    repeat(() => [reader.name(), repeat((): Producer => [reader.name(), reader.name()])]),
  );
}

function producersSection(producers: Producers): Uint8Array {
  const fields = [...producers].map(([field, tools]) =>
    concat(name(field), list(tools.map((tool) => concat(...tool.map(name))))),
  );
  return section(SECTION.custom, name(NAME), list(fields));
}
