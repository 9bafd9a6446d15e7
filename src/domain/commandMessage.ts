/** A command as it arrives: bytes with a content type. */
export interface CommandMessage {
  /** The content, as it was sent; `undefined` for none. */
  readonly body: Uint8Array | undefined;
  /** The media type of the body, such as `application/json`. */
  readonly contentType: string;
  /** The URI of a schema of the body. */
  readonly contentSchema: string | undefined;
}

/** Whether the content type is JSON: `application/json` or a type that ends in `+json`. */
export function isJsonContentType(contentType: string): boolean {
  if (contentType === "application/json") return true;
  const essence = (contentType.split(";", 1)[0] ?? "").trim().toLowerCase();
  return essence === "application/json" || /^[^/\s]+\/[^/\s]+\+json$/.test(essence);
}
