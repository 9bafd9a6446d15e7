/** A JSON Schema (2020-12): the keywords that are understood here, and whatever else one may hold. */
export interface JsonSchema {
  /** The dialect that it is written in. */
  readonly $schema?: string;
  /** The URI that it is known by. */
  readonly $id?: string;
  /** Where another schema stands that holds as well. */
  readonly $ref?: string;
  /** Schemas that it refers to, by name. */
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  /** A short name. */
  readonly title?: string;
  /** What its values are. */
  readonly description?: string;
  /** The kind of its values, or several. */
  readonly type?: string | readonly string[];
  /** The form of a text, such as `uuid`. */
  readonly format?: string;
  /** A regular expression that a text matches somewhere. */
  readonly pattern?: string;
  /** The values, one of which it is. */
  readonly enum?: readonly unknown[];
  /** The only value. */
  readonly const?: unknown;
  /** The least number. */
  readonly minimum?: number;
  /** The greatest number. */
  readonly maximum?: number;
  /** The number that it is greater than. */
  readonly exclusiveMinimum?: number;
  /** The number that it is less than. */
  readonly exclusiveMaximum?: number;
  /** The fewest characters of a text. */
  readonly minLength?: number;
  /** The most characters of a text. */
  readonly maxLength?: number;
  /** The fewest values of a list. */
  readonly minItems?: number;
  /** The most values of a list. */
  readonly maxItems?: number;
  /** What the values of a list are. */
  readonly items?: JsonSchema;
  /** What the properties of an object are, by name. */
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  /** The properties that an object must have. */
  readonly required?: readonly string[];
  /** What other properties are, or whether there may be any. */
  readonly additionalProperties?: boolean | JsonSchema;
  /** Schemas at least one of which holds. */
  readonly anyOf?: readonly JsonSchema[];
  /** Schemas exactly one of which holds. */
  readonly oneOf?: readonly JsonSchema[];
  /** Schemas all of which hold. */
  readonly allOf?: readonly JsonSchema[];
  /** Any other keyword. */
  readonly [keyword: string]: unknown;
}
