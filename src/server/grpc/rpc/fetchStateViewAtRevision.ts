import { create } from "@bufbuild/protobuf";
import type { ParameterBindings } from "../../../domain/index.js";
import { attributeFromProto, timestampFromProto } from "../../../protocol/index.js";
import type { ParameterBindings as ProtoBindings } from "../../../protocol/gen/domain_pb.js";
import { EvidentSource, StateViewReplySchema } from "../../../protocol/gen/service_pb.js";
import { databaseOf } from "../context.js";
import { stateViewToProto } from "../stateViewToProto.js";
import { unary } from "./rpc.js";

export const fetchStateViewAtRevision = unary(
  EvidentSource.method.fetchStateViewAtRevision,
  async ({ stateViewIdentity, databaseRevision, parameters, effectiveTimeEndAt }, context) => {
    if (stateViewIdentity === undefined) throw new RangeError("state_view_identity is missing");
    const { databaseName, stateViewName, stateViewVersion } = stateViewIdentity;
    const database = await databaseOf(context, databaseName);
    const bindings = bindingsFrom(parameters);
    const rendering = await database.render({
      stateView: stateViewName,
      version: stateViewVersion,
      revision: databaseRevision,
      parameters: bindings,
      effectiveTimestamp: effectiveTimeEndAt && timestampFromProto(effectiveTimeEndAt),
    });
    return create(StateViewReplySchema, {
      stateView: stateViewToProto(databaseName, rendering, bindings),
    });
  },
);

function bindingsFrom(message: ProtoBindings | undefined): ParameterBindings {
  return Object.entries(message?.bindings ?? {}).map(([name, value]) => [
    name,
    attributeFromProto(value),
  ]);
}
