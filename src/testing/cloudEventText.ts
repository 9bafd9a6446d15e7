import { isJsonContentType, Timestamp, type ProspectiveEvent } from "../domain/index.js";

/** An event in the JSON format of CloudEvents 1.0, its source the bare name of its stream. */
export function cloudEventText(event: ProspectiveEvent): string {
  const { id, stream, type, subject, time, dataContentType, dataSchema, data, extensions } = event;
  const members: Record<string, unknown> = {
    ...{ specversion: "1.0", id, source: stream, type, subject },
    ...{ time: time?.toString(), datacontenttype: dataContentType, dataschema: dataSchema },
  };
  for (const [name, { kind, value }] of extensions ?? [])
    members[name] =
      kind === "binary" ? base64(value) : kind === "timestamp" ? String(value) : value;
  if (data?.kind === "binary") members["data_base64"] = base64(data.bytes);
  const isText =
    data?.kind === "text" && dataContentType !== undefined && !isJsonContentType(dataContentType);
  if (isText) members["data"] = data.text;
  const text = JSON.stringify(members);
  // JSON as it is: no number in it is read.
  return data?.kind === "text" && !isText ? `${text.slice(0, -1)},"data":${data.text}}` : text;
}

const OWN = new Set([
  ...["specversion", "id", "source", "type", "subject", "time"],
  ...["datacontenttype", "dataschema", "data", "data_base64"],
]);

/** An event that a server would append. */
export function prospectiveFromJson(json: Readonly<Record<string, unknown>>): ProspectiveEvent {
  const text = (name: string): string | undefined =>
    typeof json[name] === "string" ? json[name] : undefined;
  const time = text("time");
  const encoded = text("data_base64");
  const contentType = text("datacontenttype");
  const isJson = contentType === undefined || isJsonContentType(contentType);
  const data =
    encoded !== undefined
      ? ({
          kind: "binary",
          bytes: Uint8Array.from(atob(encoded), (sign) => sign.charCodeAt(0)),
        } as const)
      : "data" in json
        ? ({
            kind: "text",
            text: isJson ? JSON.stringify(json["data"]) : String(json["data"]),
          } as const)
        : undefined;
  const extensions = Object.entries(json).filter(([name]) => !OWN.has(name));
  return {
    id: text("id") ?? "",
    stream: text("source") ?? "",
    type: text("type") ?? "",
    subject: text("subject"),
    time: time === undefined ? undefined : Timestamp.parse(time),
    dataContentType: contentType,
    dataSchema: text("dataschema"),
    data,
    extensions: new Map(
      extensions.map(([name, value]) => [
        name,
        typeof value === "boolean"
          ? { kind: "boolean", value }
          : typeof value === "number"
            ? { kind: "integer", value }
            : { kind: "string", value: String(value) },
      ]),
    ),
  };
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
