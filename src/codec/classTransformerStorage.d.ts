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
    options?: { discriminator?: Discriminator };
  }

  interface Discriminator {
    property: string;
    subTypes?: readonly { name: string; value: unknown }[];
  }

  export const defaultMetadataStorage: {
    findTypeMetadata(target: object, property: string): TypeMetadata | undefined;
    findTransformMetadatas(
      target: object,
      property: string,
      direction: TransformationType,
    ): readonly unknown[];
    findExposeMetadata(
      target: object,
      property: string,
    ): { options?: { name?: string } } | undefined;
    getExposedProperties(target: object, direction: TransformationType): string[];
    getExcludedProperties(target: object, direction: TransformationType): string[];
  };
}
