/**
 * A random script for the probe (see probes/script.js): the steps that the component shall take, what
 * the host answers to each, and, as the model, what both sides must have seen afterwards.
 */
export function fuzzScript(random, fuzz, { exactArguments }) {
  const handles = ["Database"];
  const plan = random.some(random.integer(0, 12), () =>
    fuzzStep(random, fuzz, handles, exactArguments),
  );
  return {
    body: {
      steps: plan.map(({ on, call, args }) => ({ on, call, args })),
      events: fuzz.list(4, () => fuzz.event()),
      conditions: fuzz.list(4, () => fuzz.condition()),
    },
    answers: plan.map(({ answer }) => answer),
    calls: plan.map(({ on, name, args, answer }) => ({ function: name, handle: on, args, answer })),
    seen: plan.map(({ seen }) => seen),
    dropped: handles
      .map((_, handle) => handle)
      .slice(1)
      .reverse(),
  };
}

function fuzzStep(random, fuzz, handles, exactArguments) {
  const on = random.integer(0, handles.length - 1);
  const methods = METHODS_OF[handles[on]];
  const name = random.pick(Object.keys(methods));
  const { call, args = () => [], answer, opens } = methods[name];
  const given = args(fuzz, exactArguments);
  const step = { on, name, call, args: given };
  if (opens !== undefined) {
    if (name === "at-revision" && random.chance(0.2)) return { ...step, ...refusal(fuzz) };
    const handle = handles.push(opens) - 1;
    const opened = name === "at-revision" ? { tag: "ok", val: { handle } } : { handle };
    return { ...step, answer: opened, seen: { handle } };
  }
  if (MAY_REFUSE.includes(name)) {
    if (random.chance(0.2)) return { ...step, ...refusal(fuzz) };
    const val = answer(fuzz);
    return { ...step, answer: { tag: "ok", val }, seen: { value: val } };
  }
  const value = answer(fuzz);
  return { ...step, answer: value, seen: { value } };
}

function refusal(fuzz) {
  const val = fuzz.text();
  return { answer: { tag: "err", val }, seen: { refused: val } };
}

const MAY_REFUSE = ["query-events", "view-state"];

/** As an argument of its own, where not every engine passes on every number. */
function instant(fuzz, exact) {
  const { seconds, nanoseconds } = fuzz.datetime();
  if (exact) return { seconds, nanoseconds };
  return { seconds: seconds < 0n ? -(seconds + 1n) : seconds, nanoseconds: nanoseconds % 2 ** 31 };
}

function query(fuzz, exact) {
  const range = fuzz.maybe(() =>
    fuzz.u64() % 2n === 0n
      ? { tag: "revision", val: { startAt: fuzz.maybe(() => fuzz.u64()) } }
      : {
          tag: "effective-time",
          val: {
            startAt: fuzz.maybe(() => ({ timestamp: instant(fuzz, exact), revision: fuzz.u64() })),
            endAt: fuzz.maybe(() => instant(fuzz, exact)),
          },
        },
  );
  return {
    selector: fuzz.selector(),
    range,
    direction: fuzz.u64() % 2n === 0n ? "forward" : "reverse",
    limit: fuzz.maybe(() => fuzz.u32() % (exact ? 2 ** 32 : 2 ** 31)),
  };
}

const READABLE = {
  "query-events": {
    call: "queryEvents",
    args: (fuzz, exact) => [query(fuzz, exact)],
    answer: (fuzz) => fuzz.list(5, () => fuzz.event(4)),
  },
  "view-state": {
    call: "viewState",
    args: (fuzz) => [
      fuzz.text(),
      fuzz.u64(),
      fuzz.list(3, () => [fuzz.text(), fuzz.eventAttribute()]),
    ],
    answer: (fuzz) => fuzz.maybe(() => fuzz.renderedState()),
  },
  name: { call: "name", answer: (fuzz) => fuzz.text() },
  "created-at": { call: "createdAt", answer: (fuzz) => fuzz.datetime() },
  revision: { call: "revision", answer: (fuzz) => fuzz.u64() },
  "revision-timestamp": { call: "revisionTimestamp", answer: (fuzz) => fuzz.datetime() },
  "effective-timestamp": {
    call: "effectiveTimestamp",
    answer: (fuzz) => fuzz.maybe(() => fuzz.datetime()),
  },
  "speculate-with-transaction": {
    call: "speculateWithTransaction",
    args: (fuzz) => [fuzz.list(4, () => fuzz.event())],
    opens: "SpeculativeDatabase",
  },
};

const at = (opens) => ({
  call: "atEffectiveTimestamp",
  args: (fuzz, exact) => [instant(fuzz, exact)],
  opens,
});

const METHODS_OF = {
  Database: {
    ...READABLE,
    "at-revision": { call: "atRevision", args: (fuzz) => [fuzz.u64()], opens: "Database" },
    "at-effective-timestamp": at("Database"),
  },
  SpeculativeDatabase: {
    ...READABLE,
    "at-effective-timestamp": at("SpeculativeDatabase"),
    basis: { call: "basis", opens: "Database" },
    "speculated-event-count": { call: "speculatedEventCount", answer: (fuzz) => fuzz.u64() },
  },
};
