/**
 * class-transformer keeps its metadata in a module that its index does not export. Its CommonJS
 * build is the one that Node loads; the build room points the same specifier to the flavour that is
 * bundled. Only what is read here is declared, with its true optionality.
 */
declare module "class-transformer/cjs/storage.js" {
  import type { TransformationType } from "class-transformer";

  interface TypeMetadata {
    typeFunction?: (options: { newObject: object; object: object; property: string }) => unknown;
    reflectedType?: unknown;
    options?: { discriminator?: Discriminator; keepDiscriminatorProperty?: boolean };
  }

  interface Discriminator {
    property: string;
    subTypes?: readonly { name: string; value: unknown }[];
  }

  interface Direction {
    toClassOnly?: boolean;
    toPlainOnly?: boolean;
    groups?: readonly string[];
    since?: number;
    until?: number;
  }

  interface TransformMetadata {
    transformFn: (parameters: object) => unknown;
    options?: Direction;
  }

  interface ExposeMetadata {
    propertyName: string;
    options?: Direction & { name?: string };
  }

  type ByProperty = Map<string | undefined, unknown>;

  export const defaultMetadataStorage: {
    findTypeMetadata(target: object, property: string): TypeMetadata | undefined;
    findTransformMetadatas(
      target: object,
      property: string,
      direction: TransformationType,
    ): readonly TransformMetadata[];
    findExposeMetadata(target: object, property: string): ExposeMetadata | undefined;
    getExposedMetadatas(target: object): readonly ExposeMetadata[];
    getExposedProperties(target: object, direction: TransformationType): string[];
    getExcludedProperties(target: object, direction: TransformationType): string[];
    getStrategy(target: object): "excludeAll" | "exposeAll" | "none";
    /** By class; private, and the only place that lists the properties with `@Type`. */
    readonly _typeMetadatas?: Map<object, ByProperty>;
    /** By class; private, and the only place that lists the properties with `@Transform`. */
    readonly _transformMetadatas?: Map<object, ByProperty>;
  };
}
