import type { AskedQuery } from "../logQueries.js";
import type { StoreModel } from "../storeModel.js";
import { allOf, type TestedStore } from "../underTest.js";

/** Asks whoever can wait and whoever cannot, and expects what the model gives. */
export async function expectAnswers(
  { store, reader }: TestedStore,
  model: StoreModel,
  asked: readonly AskedQuery[],
): Promise<void> {
  const here = reader(model.revision);
  for (const { tree, query } of asked) {
    const expected = model.query(tree, query);
    expect([...here.events(query)].map((event) => event.revision)).toEqual(expected);
    const awaited = await allOf(store.events(query));
    expect(awaited.map((event) => event.revision)).toEqual(expected);
  }
  here.close();
}
