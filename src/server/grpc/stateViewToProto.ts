import { create } from "@bufbuild/protobuf";
import type { ParameterBindings } from "../../domain/index.js";
import type { Rendering } from "../../platform/index.js";
import { selectorToProto, timestampToProto } from "../../protocol/index.js";
import { StateViewSchema, type StateView } from "../../protocol/gen/domain_pb.js";

/** A rendered view. Clients refuse one without an identity or with an open selector. */
export function stateViewToProto(
  database: string,
  { view, rendered }: Rendering,
  bindings: ParameterBindings,
): StateView {
  const values = Object.fromEntries(bindings.map(([name, { value }]) => [name, value]));
  return create(StateViewSchema, {
    identity: {
      databaseName: database,
      stateViewName: view.name,
      stateViewVersion: view.version,
    },
    eventSelector: selectorToProto(view.selector.bind(values)),
    ...(rendered && { lastModified: timestampToProto(rendered.lastModifiedTimestamp) }),
    lastModifiedRevision: rendered?.lastModifiedRevision ?? 0n,
    contentType: view.contentType,
    ...(view.contentSchema !== undefined && { contentSchemaUrl: view.contentSchema }),
    content:
      rendered?.content === undefined
        ? { case: undefined }
        : { case: "data", value: rendered.content },
  });
}
