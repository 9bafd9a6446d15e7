import { jest } from "@jest/globals";
import fc from "fast-check";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_ORIGIN, type NewTransaction } from "../../src/database/index.js";
import { AppendCondition, Selector, Timestamp } from "../../src/domain/index.js";
import type { RowRange } from "../../src/store/sql/rowRange.js";
import { KnownFirsts } from "../../src/store/sqlite/knownFirsts.js";
import { LogReader } from "../../src/store/sqlite/logReader.js";
import { LogWriter } from "../../src/store/sqlite/logWriter.js";
import { openForWriting } from "../../src/store/sqlite/openFile.js";
import { TransactionRows } from "../../src/store/sqlite/transactionRows.js";
import { law } from "../support/law.js";

const BEGAN = new Timestamp(0n);

/** Where the first event is in a log that says of each whether it is meant. */
function firstIn(log: readonly boolean[], { after, upTo, direction }: RowRange) {
  const found = log.flatMap((isMeant, index) => (isMeant ? [index + 1] : []));
  const within = found.filter((revision) => revision > after && revision <= upTo);
  const revision = within.at(direction === "reverse" ? -1 : 0);
  return revision === undefined ? undefined : { revision, effective: undefined };
}

const question = fc.record({
  name: fc.constantFrom("a", "b"),
  after: fc.oneof(fc.constant(0), fc.nat(30)),
  upTo: fc.nat(30),
  direction: fc.constantFrom("forward" as const, "reverse" as const),
});

describe("the first event, remembered", () => {
  it("is the one that looking anew finds, in whatever order ranges come", () => {
    law(
      fc.property(
        fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
        fc.array(question, { maxLength: 30 }),
        fc.nat(10),
        (log, questions, since) => {
          const firsts = new KnownFirsts(since);
          for (const { name, ...range } of questions) {
            if (range.after >= range.upTo) continue;
            // What is asked by another name is another question.
            const asked = log.map((isMeant) => (name === "a" ? isMeant : !isMeant));
            const look = (within: RowRange) => firstIn(asked, within);
            expect(firsts.find(name, range, look, look)).toEqual(firstIn(asked, range));
          }
        },
      ),
    );
  });

  it("needs but the events that came since", () => {
    const firsts = new KnownFirsts(10);
    const look = jest.fn(() => ({ revision: 3, effective: undefined }));
    const lookSince = jest.fn<(range: RowRange) => undefined>();
    const range = { after: 0, direction: "reverse" } as const;
    for (const upTo of [5, 5, 9, 9, 19])
      expect(firsts.find("a", { ...range, upTo }, look, lookSince)?.revision).toBe(3);
    expect(look).toHaveBeenCalledTimes(1);
    expect(lookSince.mock.calls.map(([{ after, upTo }]) => [after, upTo])).toEqual([
      [5, 9],
      [9, 19],
    ]);
    firsts.find("a", { ...range, upTo: 30 }, look, lookSince);
    expect(look).toHaveBeenCalledTimes(2);
  });

  it("is not that of a transaction that was rolled back", () => {
    const folder = mkdtempSync(join(tmpdir(), "esf-rolled-back-"));
    const connection = openForWriting(join(folder, "bank.db"));
    try {
      const database = { name: "bank", createdAt: BEGAN, origin: DEFAULT_ORIGIN };
      const log = new LogReader(database, connection);
      const writer = new LogWriter(connection, log, new TransactionRows(connection, log));
      const many = Selector.subjectStartsWith("course-");
      const about = (subject: string, id: string): NewTransaction => ({
        id,
        events: [{ id, stream: "courses", type: "course.opened", subject }],
        conditions: [],
        recordedAt: BEGAN,
      });
      const group = (name: string) =>
        Array.from({ length: 20 }, (_none, each) =>
          about(`course-${name}-${String(each)}`, `${name}-${String(each)}`),
        );
      writer.append(group("first"));
      const commit = jest.spyOn(connection, "passingTransaction").mockImplementationOnce((run) => {
        connection.exec("begin immediate");
        run();
        expect(log.last(many, {}, 40)).toBe(40n);
        connection.exec("rollback");
        throw new Error("the disk is full");
      });
      expect(() => writer.append(group("second"))).toThrow("the disk is full");
      commit.mockRestore();
      expect(log.last(many, {}, 20)).toBe(20n);
      expect(log.last(many, {}, 40)).toBe(20n);
      const nothingSince = AppendCondition.max(many, 20n);
      const third = { ...about("course-third", "third"), conditions: [nothingSince] };
      expect(writer.append([third]).results).toEqual([
        expect.objectContaining({ ok: true, isNew: true }),
      ]);
      const late = { ...about("course-late", "late"), conditions: [nothingSince] };
      expect(writer.append([late]).results).toEqual([expect.objectContaining({ ok: false })]);
    } finally {
      connection.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
