import { ClientError } from "./clientError.js";

/** Whether the server says that what was asked for is not there. */
export const isNotFound = (error: unknown): error is ClientError =>
  ClientError.is(error) && error.code === "not-found";

/** The error, told as that of a missing database where nothing else can be missing. */
export const asMissingDatabase = (error: unknown): unknown =>
  isNotFound(error)
    ? new ClientError("database-not-found", error.message, { cause: error })
    : error;
