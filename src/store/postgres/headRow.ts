import type { Head } from "../../database/index.js";
import type { Timestamp } from "../../domain/index.js";
import { instantOf } from "../sql/instantKey.js";
import { bytes, integer, type Row } from "../sql/row.js";

/** The SQL of a log's head, as one row; none when there is no such database any more. */
export const HEAD = `select c.revision, c.recorded from database d left join lateral
  (select revision, recorded from committed where database = $1 order by revision desc limit 1) c on true
  where d.id = $1`;

/** The head of a row, whose revision is null in an empty log. */
export function headOf(row: Row, column: string, createdAt: Timestamp): Head {
  if (row[column] === null) return { revision: 0n, recordedAt: createdAt };
  return {
    revision: BigInt(integer(row, column)),
    recordedAt: instantOf(bytes(row, "recorded")),
  };
}
