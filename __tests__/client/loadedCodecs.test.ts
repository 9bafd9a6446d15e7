import { ClientError } from "evidentsource-functions/client";
import { loadedCodecs, type ClassCodecs } from "../../src/client/classes/classCodecs.js";

const codecs: ClassCodecs = () => {
  throw new Error("none is asked for here");
};

test("codecs are loaded once, and are at hand from then on", async () => {
  let loads = 0;
  const source = loadedCodecs(() => {
    loads += 1;
    return Promise.resolve(codecs);
  });
  const [first, second] = [source(), source()];
  expect(typeof first).not.toBe("function");
  expect(await first).toBe(codecs);
  expect(await second).toBe(codecs);
  expect(source()).toBe(codecs);
  expect(loads).toBe(1);
});

test("codecs that could not be loaded are told as a failure to reach the server, and tried again", async () => {
  const answers = [() => Promise.reject(new TypeError("offline")), () => Promise.resolve(codecs)];
  const source = loadedCodecs(() => (answers.shift() ?? (() => Promise.reject(new Error())))());
  const failure = await Promise.resolve(source()).catch((error: unknown) => error);
  expect(ClientError.is(failure) && failure.code).toBe("unavailable");
  expect((failure as Error).cause).toBeInstanceOf(TypeError);
  expect(await source()).toBe(codecs);
});
