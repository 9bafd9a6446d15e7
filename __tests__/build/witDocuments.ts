import { readFileSync } from "node:fs";

/** The document that the package carries. */
export const bundledWit = readFileSync("wit/decider.wit", "utf8");

/** The same contract in the older generation of names. */
export const batchWit = bundledWit
  .replaceAll("append-condition", "batch-constraint")
  .replaceAll("speculate-with-transaction", "speculate-with-batch")
  .replace("decider@0.1.0", "decider@0.0.9");

/** A user's document: other layout, comments in odd places, gates, several methods on a line. */
export const oddWit = bundledWit
  .replace(
    "  resource database {\n",
    "  /// The database.\n  resource database { // opened\n    constructor(n: string);\n" +
      "    other: static func() -> u32; /* a */ extra: func(); // behind\n",
  )
  .replace(
    "    speculate-with-transaction: func(events: list<cloudevent>) -> speculative-database;\n",
    "    /// Speculates: resource speculative-database {\n    /* and\n /* nested */ more */\n" +
      "    @since(version = 0.1.0)\n" +
      "    speculate-with-transaction: func(\n      events: list<cloudevent>\n    ) -> speculative-database; /* goes\n on */\n",
  )
  .replace(
    "world state-view {",
    "interface consumer {\n  use state-change-types.{database, speculative-database};\n" +
      "  use state-change-types.{speculative-database as spec};\n" +
      "  count: func(db: borrow<speculative-database>) -> u32;\n}\n\nworld state-view {",
  )
  .replaceAll("\n", "\r\n");
