import "reflect-metadata";
import { agreeOnRandomClasses, expectMuch } from "./agreeOnRandomClasses.js";
import { extent } from "./extent.js";

test("compiled codecs and the libraries agree", () => {
  const tried = extent(6000);
  expectMuch(tried, agreeOnRandomClasses(tried));
});
