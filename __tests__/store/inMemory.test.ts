import { InMemoryDatabases } from "../../src/database/index.js";
import { storeContract } from "./contract.js";

storeContract("the store in memory", () => ({ databases: new InMemoryDatabases() }));
