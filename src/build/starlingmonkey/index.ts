export { starlingmonkey } from "./starlingmonkey.js";
