import { probe } from "./probe.js";

/** In units of 10,000 steps; a stack counts for a thousand. */
const STEP_LIMIT = 100;

test("what is thrown without being an error costs no stack, and errors keep theirs", () => {
  const source = `
    function inside(value) { throw value; }
    function caught(run) { try { run(); } catch (error) { return error; } }
    export function evolve() {
      let sum = 0;
      for (let index = 0; index < 5000; index++) sum += caught(() => inside({ index })).index;
      const made = caught(() => inside(new RangeError("made")));
      const thrown = caught(() => undefined.member);
      return JSON.stringify([sum, made.stack.includes("evolve"), thrown.stack.includes("evolve")]);
    }`;
  const outcome = probe("state-view", source, { stepLimit: STEP_LIMIT }).instance().evolve("");
  expect(outcome).toEqual({ kind: "state", content: "[12497500,true,true]" });
});
