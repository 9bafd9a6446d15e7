import { ComponentGoneError } from "../../src/database/index.js";
import { hosted, request } from "./hosted.js";

const gone = new ComponentGoneError("decide has been replaced meanwhile");

describe("a command whose component is replaced while it is decided", () => {
  it("is decided by what is published now", async () => {
    const { bank, runs } = await hosted((_at, run) => {
      if (run === 1) throw gone;
      return { events: [], conditions: [] };
    });
    expect(await bank.execute(request())).toMatchObject({ kind: "nothing" });
    expect(runs()).toBe(2);
    expect(bank.decisions.after()).toMatchObject([{ outcome: { kind: "accepted" } }]);
  });

  it("is not tried for ever, and the failure is a decision like others", async () => {
    const { bank, runs } = await hosted(() => {
      throw gone;
    });
    await expect(bank.execute(request())).rejects.toBe(gone);
    expect(runs()).toBe(4);
    expect(bank.decisions.after()).toMatchObject([{ outcome: { kind: "failed" } }]);
  });

  it("is speculated on by what is published now", async () => {
    const { bank } = await hosted((_at, run) => {
      if (run === 1) throw gone;
      return { events: [], conditions: [] };
    });
    expect(await bank.speculate(request(), 0n)).toMatchObject({ events: [] });
  });
});
