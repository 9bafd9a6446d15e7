import { OPENAPI } from "../../src/server/rest/openapi/document.js";
import { metricsRoute } from "../../src/server/rest/routes/metrics.js";
import { ROUTES } from "../../src/server/rest/routes/index.js";
import { metrics } from "../../src/server/metrics.js";

const routes = [...ROUTES, metricsRoute(metrics())];
const operations = Object.entries(OPENAPI.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);

describe("the OpenAPI document", () => {
  it("has exactly the operations that are served", () => {
    expect(
      operations
        .map(({ path, method, operation }) => `${method} ${path} ${operation.operationId}`)
        .sort(),
    ).toEqual(
      routes
        .map(({ path, method, operation }) => `${method.toLowerCase()} ${path} ${operation}`)
        .sort(),
    );
  });

  it.each(operations.map((each) => [each.operation.operationId, each] as const))(
    "declares the parameters that %s takes",
    (id, { path, operation }) => {
      const route = routes.find((each) => each.operation === id);
      const named = (place: string): string[] =>
        (operation.parameters ?? []).filter((each) => each.in === place).map(({ name }) => name);
      expect(named("query").sort()).toEqual(Object.keys(route?.query ?? {}).sort());
      expect(named("path")).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    },
  );

  it("says which operations need no token", () => {
    expect(
      operations
        .filter(({ operation }) => operation.security?.length === 0)
        .map(({ operation }) => operation.operationId),
    ).toEqual(routes.filter(({ isOpen }) => isOpen === true).map(({ operation }) => operation));
  });

  it("refers only to schemas that it has", () => {
    const names = [...JSON.stringify(OPENAPI).matchAll(/#\/components\/schemas\/(\w+)/g)];
    expect(names.length).toBeGreaterThan(20);
    for (const [, name = ""] of names) expect(OPENAPI.components.schemas).toHaveProperty(name);
  });
});
