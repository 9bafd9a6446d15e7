export { starlingmonkey, STARLINGMONKEY_PRODUCER } from "./starlingmonkey.js";
