import { EvidentSource } from "../../../protocol/gen/service_pb.js";
import { GrpcCode, ServerError } from "../../status.js";
import { unary } from "./rpc.js";

const refuse = (call: string) => (): Promise<never> =>
  Promise.reject(
    new ServerError(
      { grpc: GrpcCode.UNIMPLEMENTED, http: 501, kind: "unimplemented" },
      `this server has no Kafka, by which ${call}Async is answered; call ${call}, which answers at once`,
    ),
  );

export const transactAsync = unary(EvidentSource.method.transactAsync, refuse("Transact"));

export const executeStateChangeAsync = unary(
  EvidentSource.method.executeStateChangeAsync,
  refuse("ExecuteStateChange"),
);
