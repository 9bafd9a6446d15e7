import { create } from "@bufbuild/protobuf";
import { CatalogReplySchema, EvidentSource } from "../../../protocol/gen/service_pb.js";
import { streaming } from "./rpc.js";

export const fetchCatalog = streaming(
  EvidentSource.method.fetchCatalog,
  async function* (_, { platform }) {
    for await (const databaseName of platform.databaseNames())
      yield create(CatalogReplySchema, { databaseName });
  },
);
