import { goldenRuns } from "./golden-run.js";

globalThis.outcome = goldenRuns().catch((error) => ({ error: `${error.stack ?? error}` }));
