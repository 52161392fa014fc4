/** What a lab computes in the worker, kept in step with what it is computed from. */
import { useEffect, useState } from "preact/hooks";
import { engine, failed, generation } from "./engine.js";
import { problemOf } from "./problem.js";

/** A model for as long as `use` takes. @template R @param {any} spec @param {(model: any) => Promise<R>} use @returns {Promise<R>} */
export async function withModel(spec, use) {
  const gn = await engine();
  const model = await gn.model(spec);
  try {
    return await use(model);
  } finally {
    await model.dispose();
  }
}

/**
 * The result of `compute(given, signal)`, kept in step with what is given (compared as JSON); the last one stays shown
 * until the next is there. A computation that is overtaken by a newer one is aborted, and its result dropped.
 * @template G, R
 * @param {(given: G, signal: AbortSignal) => Promise<R>} compute @param {G} given
 */
export function useWorker(compute, given) {
  const [result, show] = useState(
    /** @type {{ value?: R, problem?: import("./problem.js").Problem }} */ ({}),
  );
  const key = JSON.stringify([given, generation.value]);
  useEffect(() => {
    const stop = new AbortController();
    compute(given, stop.signal).then(
      (value) => stop.signal.aborted || show({ value }),
      (error) => {
        if (!stop.signal.aborted && !failed(error)) show({ problem: problemOf(error) });
      },
    );
    return () => stop.abort();
  }, [key]);
  return result;
}
