export { PostgresMissingError } from "./driver.js";
export { PostgresDatabases, type PostgresDatabasesOptions } from "./postgresDatabases.js";
