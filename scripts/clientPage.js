// The page of examples/client in a real browser: the entry for browsers against a server of another
// origin on this machine. Skipped, and said so, where there is no Chromium.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleExample } from "./bundleExample.js";
import { chromiumProgram, openPage } from "./chromium.js";
import { serveExample } from "./serveExample.js";

const program = chromiumProgram();
if (program === undefined) {
  console.error(
    "SKIPPED: the client in a browser. There is no Chromium on this machine; Debian's package is `chromium`.",
  );
  process.exit(process.env.CI_REQUIRE_CHROMIUM === "1" ? 1 : 0);
}

const scripts = dirname(await bundleExample("page/page.ts", { platform: "browser" }));
const html = readFileSync(
  fileURLToPath(new URL("../examples/client/page/index.html", import.meta.url)),
);
/** The scripts that the page has asked for. */
const asked = [];
const pages = createServer(({ url = "/" }, response) => {
  const [, name] = /^\/([\w-]+\.js)/.exec(url) ?? [];
  if (name !== undefined) asked.push(name);
  response.setHeader("content-type", name === undefined ? "text/html" : "text/javascript");
  response.end(name === undefined ? html : readFileSync(`${scripts}/${name}`));
});
await new Promise((resolve) => pages.listen(0, "127.0.0.1", resolve));

const server = await serveExample();
const address = `http://127.0.0.1:${pages.address().port}/?server=${server.rest}`;
const page = await openPage(program, address);
const text = (id) => `document.getElementById("${id}")?.textContent`;
const click = (id, amount) =>
  page.evaluate(
    `document.getElementById("amount").value = "${amount}"; document.getElementById("${id}").click()`,
  );
try {
  await page.until(text("balance"), "100");
  console.log("opened an account, and its state is shown");
  if (asked.length < 2) throw new Error(`expected the page and parts of it, got ${asked}`);
  await click("withdraw", 30);
  await page.until(text("balance"), "70");
  await click("deposit", 5);
  await page.until(text("balance"), "75");
  console.log("commands change the state that is watched");
  await click("withdraw", 1000);
  await page.until(text("problem"), "conflict: insufficient funds");
  await click("withdraw", -1);
  const before = "validation: command withdraw: amount: amount must be a positive number";
  await page.until(text("problem"), before);
  await page.until(text("balance"), "75");
  console.log("refusals are told by their kind");
} finally {
  await Promise.allSettled([page.close(), server.stop()]);
  pages.closeAllConnections();
  pages.close();
}
