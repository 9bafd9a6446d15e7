import { freshInstance, isConverted } from "../../codec/index.js";
import type { Class } from "../../domain/index.js";
import type { JsonForm, StateForm } from "../../model/jsonForm.js";
import type { PropertyDescription } from "../../model/payload.js";
import type { FieldShape, WrittenType } from "../scan/index.js";

/** What is known of a property, with what the type says that is written in the source. */
export function withSource(
  target: Class,
  property: PropertyDescription,
  fields: readonly FieldShape[],
  isClass: (name: string) => boolean,
): PropertyDescription {
  const written = typeIn(property.property, fields);
  return {
    ...property,
    json: formOf(target, property, written),
    inState: { ...property.inState, ...nulls(target, property, written, isClass) },
  };
}

/** `none` where no type is written; `undefined` for no such field, or several that disagree. */
type Written = WrittenType | "none" | undefined;

function typeIn(property: string, fields: readonly FieldShape[]): Written {
  const [first, ...others] = fields.filter(({ name, isStatic }) => name === property && !isStatic);
  const text = JSON.stringify(first?.written);
  if (first === undefined || others.some(({ written }) => JSON.stringify(written) !== text))
    return undefined;
  return first.written ?? "none";
}

function formOf(
  target: Class,
  { property, type, json }: PropertyDescription,
  written: Written,
): JsonForm | undefined {
  if (written === undefined) return json;
  if (type !== undefined || isConverted(target, property)) return withCollection(json, written);
  if (written === "none") return json ?? plain(typeof initialValue(target, property));
  const { schema } = written;
  if (schema === undefined) return json;
  const isPlain = Object.keys(schema).length === 1;
  return (isPlain ? plain(schema.type) : undefined) ?? { value: "declared", schema };
}

/** Of `Line[] | null` the compiler tells nothing but that it is no class. */
function withCollection(
  json: JsonForm | undefined,
  written: WrittenType | "none",
): JsonForm | undefined {
  if (json === undefined || written === "none" || written.collection === undefined) return json;
  const isWhole =
    json.value === "encoded" || (json.value === "converted" && json.writes === undefined);
  return isWhole ? json : { ...json, many: written.collection.many };
}

const plain = (kind: unknown): JsonForm | undefined =>
  kind === "string" || kind === "number" || kind === "boolean" ? { value: kind } : undefined;

const initialValue = (target: Class, property: string): unknown =>
  Reflect.get(freshInstance(target), property);

/** Types that are no project's, and yet known not to stand for `null`. */
const KNOWN: ReadonlySet<string> = new Set(["Date", "Timestamp"]);

function nulls(
  target: Class,
  { property, inState: { orNull = false } = {} }: PropertyDescription,
  written: Written,
  isClass: (name: string) => boolean,
): StateForm {
  if (written === undefined) return {};
  // The compiler takes the type of the first value, if it is one.
  if (written === "none")
    return orNull || initialValue(target, property) === undefined ? {} : { orNull };
  const isKnown = written.names.every((name) => KNOWN.has(name) || isClass(name));
  return {
    ...(orNull || written.hasNull || isKnown ? { orNull: orNull || written.hasNull } : {}),
    ...(written.collection?.hasNull === true ? { valuesOrNull: true } : {}),
  };
}
