/** The same training step in three languages. */
import { javascript } from "./javascript.js";
import { numpy } from "./numpy.js";
import { pytorch } from "./pytorch.js";

/** @type {Record<"js" | "numpy" | "torch", { name: string, file: string, run: string, write(lesson: import("./program.js").Lesson): string }>} */
export const programs = {
  js: { name: "JavaScript", file: "step.mjs", run: "node step.mjs", write: javascript },
  numpy: { name: "NumPy", file: "step_numpy.py", run: "python3 step_numpy.py", write: numpy },
  torch: { name: "PyTorch", file: "step_torch.py", run: "python3 step_torch.py", write: pytorch },
};
