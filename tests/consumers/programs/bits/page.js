import { goldenRun } from "./golden-run.js";

globalThis.outcome = goldenRun().catch((error) => ({ error: `${error.stack ?? error}` }));
