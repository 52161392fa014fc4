import { everyEntry } from "./every-entry.js";

console.log(JSON.stringify(await everyEntry()));
