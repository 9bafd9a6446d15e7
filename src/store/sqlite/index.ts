export { sqliteDriver, SqliteMissingError } from "./driver.js";
export { SqliteDatabases, type SqliteDatabasesOptions } from "./sqliteDatabases.js";
