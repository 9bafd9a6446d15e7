/** Makes `URL` and `URLSearchParams` globals of a component; bundled before the modules that use them. */
import { URL, URLSearchParams } from "whatwg-url-minimum";

for (const [name, value] of Object.entries({ URL, URLSearchParams })) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}
