import {
  AppendCondition,
  Command,
  Decide,
  DomainEvent,
  event,
  On,
  parameter,
  Selector,
  StateChangeError,
  StateView,
  Subject,
  type Decision,
} from "evidentsource-functions";
import { given, matching, SpecFailure, unchanged } from "evidentsource-functions/testing";
import { matchers } from "evidentsource-functions/testing/jest";
import { Expose, Type } from "class-transformer";
import { Allow, IsDate, IsNotEmpty, IsOptional, IsString } from "class-validator";

@DomainEvent("lap.timed", { stream: "laps" })
class LapTimed {
  @Subject() @IsString() @IsNotEmpty() runner!: string;
  @Allow() took!: unknown;
  @Expose({ name: "rec_at" }) @IsOptional() @IsDate() @Type(() => Date) recAt?: Date;
}

@StateView("lap-runner", { selector: Selector.subject(parameter("runner")) })
class Runner {
  last: unknown = null;
  private laps = 0;
  get hasRun(): boolean {
    return this.laps > 0;
  }

  @On(LapTimed) timed({ took }: LapTimed): void {
    this.last = took;
    this.laps += 1;
  }
}

@Command("time-lap")
class TimeLap {
  @IsString() @IsNotEmpty() runner!: string;
  @Allow() took!: unknown;

  @Decide() decide(): Decision {
    if (this.took === "never") throw StateChangeError.conflict("no end");
    if (this.took === "nothing") return [];
    const { runner, took } = this;
    return event(LapTimed, { runner, took }, { extensions: { subject2: "s", time2: 1 } });
  }
}

const subject = { runner: "ann" };
const lap = (took: unknown) => event(LapTimed, { runner: "ann", took });
const view = (took: unknown) => given(lap(took)).view(Runner, subject);
const timing = (took: unknown) => given().when(TimeLap, { runner: "ann", took });
const emitted = (took: unknown, extensions: Record<string, string | number> = {}) =>
  event(
    LapTimed,
    { runner: "ann", took },
    { extensions: { subject2: "s", time2: 1, ...extensions } },
  );

/** For authors whose types are not checked. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as an assertion has it
const unchecked = <T>(value: unknown): T => value as T;

/** What is said of a specification that must not hold. */
async function failure(spec: () => unknown): Promise<SpecFailure> {
  try {
    await spec();
  } catch (error) {
    if (error instanceof SpecFailure) return error;
    throw error;
  }
  throw new Error("the specification holds");
}

describe("a specification that should not hold fails", () => {
  it.each<[what: string, spec: () => unknown, says: string]>([
    [
      "events with other data",
      () => timing(1).then(emitted(2)),
      "event 1 data.took\n  expected: 2\n  actual:   1",
    ],
    [
      "an event with another time inside",
      () => timing({ seconds: 61, nanoseconds: 5 }).then(emitted({ seconds: 1, nanoseconds: 0 })),
      "data.took.seconds\n  expected: 1\n  actual:   61",
    ],
    [
      "an event with another extension",
      () => timing(1).then(emitted(1, { time2: 2 })),
      "extensions.time2\n  expected: 2\n  actual:   1",
    ],
    [
      "an event with an extension more",
      () => timing(1).then(lap(1)),
      "extensions.subject2\n  expected: nothing",
    ],
    [
      "an extension of another kind",
      () =>
        timing(1).then(
          event(
            LapTimed,
            { runner: "ann", took: 1 },
            { extensions: { subject2: { kind: "uri", value: "urn:s" }, time2: 1 } },
          ),
        ),
      'extensions.subject2\n  expected: {kind: "uri", value: "urn:s"}\n  actual:   "s"',
    ],
    [
      "an event's other subject",
      () => timing(1).then(matching(LapTimed, {}, { subject: null })),
      'subject\n  expected: nothing\n  actual:   "ann"',
    ],
    [
      "an event's other extension, in part",
      () => timing(1).then(matching(LapTimed, {}, { extensions: { time2: 2 } })),
      "extensions.time2",
    ],
    [
      "an event's other id",
      () => timing(1).then(matching(LapTimed, {}, { id: "x" })),
      'id\n  expected: "x"',
    ],
    [
      "an event's other stream",
      () => timing(1).then(matching(LapTimed, {}, { stream: "x" })),
      'stream\n  expected: "x"',
    ],
    [
      "an event's other time",
      () => timing(1).then(matching(LapTimed, {}, { time: "2020-01-01T00:00:00Z" })),
      "time\n  expected: 2020",
    ],
    [
      "some event with other data",
      () => timing(4).thenSome(matching(LapTimed, { took: 5 })),
      "data.took",
    ],
    [
      "some event without a field",
      () => timing(4).thenSome(matching(LapTimed, { took: undefined })),
      "data.took\n  expected: nothing\n  actual:   4",
    ],
    [
      "some event without a nested field",
      () =>
        timing({ a: [{ b: 1 }] }).thenSome(matching(LapTimed, { took: { a: [{ b: undefined }] } })),
      "data.took.a[0].b\n  expected: nothing\n  actual:   1",
    ],
    ["nothing", () => timing(1).thenNothing(), "no event was expected, but it led to 1"],
    [
      "something",
      () => timing("nothing").then(emitted(1)),
      "1 event was expected, but it led to 0",
    ],
    [
      "some thing",
      () => timing("nothing").thenSome(emitted(1)),
      "an expected event is not among its 0",
    ],
    ["acceptance", () => timing("never").thenSome(), "it was refused"],
    ["a refusal", () => timing(1).rejects("conflict"), "it was accepted"],
    ["another message", () => timing("never").rejects("conflict", "stop"), "says something else"],
    [
      "a condition",
      () => timing(1).conditions(unchanged(Runner, subject)),
      "expected: no event yet",
    ],
    [
      "no condition",
      () =>
        given()
          .when(TimeLap, { runner: "ann", took: 1 })
          .then(emitted(1))
          .conditions(AppendCondition.mustExist(Selector.subject("ann"))),
      "append conditions",
    ],
    [
      "another state",
      () => view(1).equals({ last: 2, laps: 1 }),
      "last\n  expected: 2\n  actual:   1",
    ],
    [
      "another private state",
      () => view(1).equals({ last: 1, laps: 2 }),
      "laps\n  expected: 2\n  actual:   1",
    ],
    [
      "a state with more",
      () => view(1).equals({ last: 1 }),
      "laps\n  expected: nothing\n  actual:   1",
    ],
    [
      "what a getter gives",
      () => view(1).equals({ last: 1, laps: 1, hasRun: false }),
      "hasRun\n  expected: false\n  actual:   true",
    ],
    ["what a getter gives, in part", () => view(1).matches({ hasRun: false }), "hasRun"],
    [
      "another time",
      () =>
        view({ seconds: 61, nanoseconds: 5 }).matches({ last: { seconds: 999, nanoseconds: 7 } }),
      "last.seconds",
    ],
    [
      "a key with a dot",
      () => view({ "a.b": 1, a: { b: 2 } }).matches({ last: { a: { b: 2, "a.b": 1 } } }),
      'last.a["a.b"]',
    ],
    ["a key with brackets", () => view({ "x[0]": 1 }).matches({ last: { x: [1] } }), "last.x[0]"],
    [
      "no value",
      () => view(5).matches({ last: undefined }),
      "last\n  expected: nothing\n  actual:   5",
    ],
    [
      "a set for a list",
      () => view([1, 2]).matches({ last: new Set([1, 2]) }),
      "last\n  expected: Set {1, 2}\n  actual:   [1, 2]",
    ],
    [
      "any state",
      () => given().view(Runner, subject).matches({}),
      "there is no state; first difference: the state",
    ],
    [
      "no state",
      () => view(1).isEmpty(),
      "no state was expected, but there is one\nRunner {last: 1, laps: 1}",
    ],
  ])("where it expects %s", async (_what, spec, says) => {
    const failed = await failure(spec);
    expect(failed.message).toContain(says);
    expect(failed.isDifference).toBe(true);
  });

  it.each<[what: string, spec: () => unknown, says: string]>([
    [
      "a class",
      () => timing(1).then(unchecked(LapTimed)),
      "a class, LapTimed, stands where an event is expected; write matching(LapTimed)",
    ],
    [
      "a class among some",
      () => timing(1).thenSome(unchecked(LapTimed)),
      "a class, LapTimed, stands",
    ],
    ["a list of events", () => timing(1).then(unchecked([emitted(1)])), "then(...events)"],
    [
      "nothing that is",
      () => timing(1).then(unchecked(undefined)),
      "undefined stands where an event is expected",
    ],
    [
      "a function",
      () => timing(1).then(unchecked(() => undefined)),
      "nothing is expected of TimeLap; end",
    ],
    [
      "a state that is none",
      () => view(1).equals(unchecked<{ last: 1 }>(undefined)),
      "undefined is no state",
    ],
    ["a part that is none", () => view(1).matches(unchecked(null)), "null is no state"],
    [
      "what cannot be emitted",
      () => timing(1).then(event(LapTimed, { runner: "", took: 1 })),
      "breaks the rules of LapTimed",
    ],
    ["nothing of a command", () => timing(1), "nothing is expected of TimeLap; end"],
    [
      "nothing of a view",
      () => view(1),
      "nothing is expected of Runner; end the specification with equals",
    ],
    [
      "of a view what cannot be read",
      () => given().view(Runner, { id: "a" }).isEmpty(),
      "it cannot be read",
    ],
  ])("and is at fault itself where it expects %s", async (_what, spec, says) => {
    const failed = await failure(spec);
    expect(failed.message).toContain(says);
    expect(failed.isDifference).toBe(false);
  });
});

describe("a specification holds", () => {
  it.each<[what: string, spec: () => unknown]>([
    ["of an event with its extensions", () => timing(1).then(emitted(1))],
    [
      "of some extensions",
      () => timing(1).then(matching(LapTimed, {}, { extensions: { time2: 1 } })),
    ],
    ["of an object in part", () => view({ a: 1 }).matches({ last: {} })],
    ["of a whole state, its private part included", () => view(1).equals({ last: 1, laps: 1 })],
    ["of what a getter gives", () => view(1).equals({ last: 1, laps: 1, hasRun: true })],
    ["of what is absent", () => timing(1).then(matching(LapTimed, { recAt: undefined }))],
  ])("%s", (_what, spec) => spec());

  it("of a date in an event, in part", () => {
    const recAt = new Date(5);
    const stored = given(event(LapTimed, { runner: "ann", took: 1, recAt }));
    return stored.view(Runner, subject).matches({ last: 1 });
  });
});

describe("a matcher's opposite", () => {
  it("does not hold where the specification is at fault", () => {
    expect(() => matchers.toAccept(timing(1), unchecked(LapTimed))).toThrow("a class, LapTimed");
    expect(() => matchers.toFoldTo(given().view(Runner, { id: "a" }), undefined)).toThrow(
      "it cannot be read",
    );
    expect(matchers.toAccept(timing(1))).toMatchObject({ pass: false });
  });
});

describe("a specification that cannot begin says how it is written", () => {
  it.each<[spec: () => unknown, says: string]>([
    [() => given(unchecked([lap(1)])), "got an array; write given(...events)"],
    [
      () => given(unchecked("lap")),
      'given(…) takes events, got "lap"; make one with event(Class, fields)',
    ],
    [
      () => given().when(unchecked<typeof TimeLap>(new TimeLap()), unchecked(undefined)),
      "write when(TimeLap, { … })",
    ],
    [() => given().view(unchecked<typeof Runner>(new Runner())), "write view(Runner, { … })"],
  ])("%#", (spec, says) => {
    expect(spec).toThrow(says);
  });
});
