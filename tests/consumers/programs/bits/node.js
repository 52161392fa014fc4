import { goldenRuns } from "./golden-run.js";

console.log(JSON.stringify(await goldenRuns()));
