import { libraryCopies } from "../../src/build/scan/index.js";

const shown = (path: string): string => path.replace("/project/", "");
const own = "/project/node_modules/class-transformer";
const brought = "/project/node_modules/@shop/events/node_modules/class-transformer";

describe("ESF003: copies of class-transformer in a bundle", () => {
  test("two are told with their folders", () => {
    const modules = [`${brought}/esm2015/storage.js`, `${own}/esm2015/storage.js`];
    expect(libraryCopies(modules, shown)).toMatchObject([
      {
        code: "ESF003",
        severity: "error",
        cause: expect.stringContaining(
          "in node_modules/class-transformer and node_modules/@shop/events/node_modules/class-transformer",
        ) as unknown,
      },
    ]);
  });

  test("one is none, whatever of it is bundled, nor are other libraries", () => {
    const modules = [
      `${own}/esm2015/storage.js`,
      `${own}/esm2015/index.js`,
      `${own}/esm2015/decorators/type.decorator.js`,
      "/project/node_modules/other/storage.js",
    ];
    expect(libraryCopies(modules, shown)).toEqual([]);
  });
});
