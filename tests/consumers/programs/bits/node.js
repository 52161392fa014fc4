import { goldenRun } from "./golden-run.js";

console.log(JSON.stringify(await goldenRun()));
