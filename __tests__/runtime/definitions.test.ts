import { Command, Decide, On, StateView, type Decision } from "evidentsource-functions";
import { withFreshRegistry } from "../../src/model/registry.js";
import { currentDefinitions, validDefinitions } from "../../src/runtime/index.js";

describe("the definitions of a realm", () => {
  it("grow with what is declared, and stay the same in between", () => {
    const before = currentDefinitions();
    expect(before.stateViews).toEqual([]);

    @StateView("late-view")
    class LateView {
      @On("ping")
      ping(): void {
        // There is nothing to fold.
      }
    }

    const after = currentDefinitions();
    expect(after.stateViewOf(LateView)?.name).toBe("late-view");
    expect(currentDefinitions()).toBe(after);
    expect(validDefinitions()).toBe(after);
  });

  it("are those of its registry, also where another one holds as many records", async () => {
    const namesIn = (declare: () => void): Promise<readonly string[]> =>
      withFreshRegistry(() => {
        declare();
        return Promise.resolve(currentDefinitions().stateViews.map(({ name }) => name));
      });
    const declareView = (name: string) => () => {
      @StateView(name)
      class View {
        @On("ping")
        ping(): void {
          // There is nothing to fold.
        }
      }
      return View;
    };
    const before = currentDefinitions();
    expect(await namesIn(declareView("first"))).toEqual(["first"]);
    expect(await namesIn(declareView("second"))).toEqual(["second"]);
    expect(currentDefinitions().stateViews.map(({ name }) => name)).toEqual(
      before.stateViews.map(({ name }) => name),
    );
  });

  it("are not valid when something is wrong, and all of it is said", () => {
    @StateView("without-handlers")
    class WithoutHandlers {}

    @Command("x")
    class BadlyNamed {
      @Decide()
      decide(): Decision {
        return [];
      }
    }

    expect(currentDefinitions().stateViewOf(WithoutHandlers)).toBeUndefined();
    expect(validDefinitions).toThrow(WithoutHandlers.name);
    expect(validDefinitions).toThrow(BadlyNamed.name);
  });
});
