/** A command as it arrives: bytes with a content type. */
export interface CommandMessage {
  readonly body: Uint8Array | undefined;
  readonly contentType: string;
  readonly contentSchema: string | undefined;
}

/** Whether the content type is JSON: `application/json` or a type that ends in `+json`. */
export function isJsonContentType(contentType: string): boolean {
  if (contentType === "application/json") return true;
  const essence = (contentType.split(";", 1)[0] ?? "").trim().toLowerCase();
  return essence === "application/json" || /^[^/\s]+\/[^/\s]+\+json$/.test(essence);
}
