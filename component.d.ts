/**
 * What every component has beside the language itself. Code that runs inside components is compiled
 * with these alone (`tsconfig.component.json`), so that nothing of Node or of browsers slips in.
 */
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}

declare const crypto: {
  randomUUID(): string;
};
