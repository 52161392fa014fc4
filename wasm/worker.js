/**
 * worker.js: the same objects as index.js, every method async, everything computed in a Web Worker, or in a worker
 * thread of Node, so that a page never freezes. Properties (spec, inputShape, parameterCount, steps, …) are plain values.
 */

import { ArgumentError, CrashError, DisposedError, errorFromJSON, errorToJSON } from "./errors.js";
import { reading } from "./options.js";
import { MARK, mapLeaves } from "./rpc.js";
import { symbolFor } from "./symbols.js";
import { beside, startThread } from "./threads-of-node.js";

/**
 * @typedef {import("./dataset.js").Dataset} Dataset
 * @typedef {import("./glassnet.js").Glassnet} Glassnet
 * @typedef {import("./model.js").Model} Model
 */
/**
 * @typedef {import("./glassnet.js").LoadOptions & { worker?: URL | string | (() => Worker) }} WorkerLoadOptions `worker`: where
 *   worker-host.js lies, or a function that starts it; default: beside this file
 */

/**
 * @template {any[]} A
 * @typedef {{ [I in keyof A]: AsyncArgument<A[I]> }} AsyncArguments
 */
/**
 * @template T
 * @typedef {Exclude<T, Dataset | Model> | (Dataset extends T ? AsyncDataset : never) | (Model extends T ? AsyncModel : never)} AsyncArgument
 */
/**
 * The same methods, each with a promise; async iterables stay what they are.
 *
 * @template T
 * @typedef {{ [K in keyof T as K extends string ? K : never]: T[K] extends (...args: infer A) => infer R
 *   ? (...args: AsyncArguments<A>) => R extends AsyncIterable<any> ? R : Promise<AsyncObject<Awaited<R>>>
 *   : T[K] } & import("./symbols.js").ForAwaitUsing} Async
 */
/**
 * @template R
 * @typedef {R extends Model ? AsyncModel : R extends Dataset ? AsyncDataset : R} AsyncObject
 */
/** @typedef {Async<Model>} AsyncModel */
/** @typedef {Async<Dataset>} AsyncDataset */
/** @typedef {Async<Glassnet> & { terminate(): void }} AsyncGlassnet `terminate` ends the worker at once; `dispose`, and so
 *   `await using`, when it has answered what was asked before */

/** A worker of the browser's kind, whatever the platform. @param {WorkerLoadOptions["worker"]} worker @returns {any} */
function start(worker) {
  if (typeof worker === "function") return worker();
  if (typeof Worker !== "undefined") {
    // Bundlers look for just this form.
    return worker
      ? new Worker(worker, { type: "module" })
      : new Worker(new URL("./worker-host.js", import.meta.url), { type: "module" });
  }
  return startThread(worker ?? beside("./worker-host.js", import.meta.url));
}

/** The calls to one worker and their answers. */
class Connection {
  #worker;
  #calls = 0;
  #marks = 0;
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: unknown) => void, target?: RemoteObject }>} */
  #waiting = new Map();
  /** @type {Map<number, Function>} */
  #callbacks = new Map();
  /** @type {Error | undefined} */
  #end;
  /** What stands for the objects there, by their kinds. @type {Record<string, typeof RemoteObject>} */
  classes = { iterator: RemoteObject };

  /** @param {any} worker */
  constructor(worker) {
    this.#worker = worker;
    const listen = (/** @type {string} */ type, /** @type {(event: any) => void} */ heard) =>
      worker.addEventListener ? worker.addEventListener(type, heard) : worker.on(type, heard);
    listen("message", (event) => this.#receive(event.data ?? event));
    listen("error", (event) =>
      this.close(new CrashError(`the worker failed: ${event.message ?? event}`)),
    );
    listen("exit", () => this.close(new CrashError("the worker has ended")));
    worker.unref?.(); // in Node a worker with nothing to do keeps no program alive
  }

  /** @param {any} message */
  #receive({ id, value, error, figures, callback, args, call: called }) {
    if (callback !== undefined) {
      const returned = Promise.resolve(this.#callbacks.get(callback)?.(...args));
      returned.then(() => this.#worker.postMessage({ done: called }));
      return;
    }
    const call = this.#waiting.get(id);
    if (!call) return;
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker.unref?.();
    if (call.target) Object.assign(call.target, figures);
    if (error) call.reject(errorFromJSON(error));
    else call.resolve(value?.made === undefined ? value : wrap(this, value));
  }

  /**
   * @param {{ number: number, target?: RemoteObject }} object
   * @param {string} method
   * @param {any[]} args
   * @returns {Promise<any>}
   */
  async send({ number, target }, method, args) {
    if (this.#end) throw this.#end;
    const id = ++this.#calls;
    const answered = new Promise((resolve, reject) =>
      this.#waiting.set(id, { resolve, reject, target }),
    );
    this.#worker.ref?.();
    try {
      this.#worker.postMessage({ id, object: number, method, args });
    } catch (cause) {
      const message = `${method}: an argument holds something that no worker can be sent: ${cause}`;
      this.#receive({ id, error: errorToJSON(new ArgumentError(message)) });
    }
    return answered;
  }

  /** @param {RemoteObject} object */
  #numberOf(object) {
    const { connection, number } = placeOf(object);
    if (connection === this) return number;
    throw new ArgumentError("this object was made by another load(): it lives in another worker");
  }

  /**
   * Arguments in the form that can be sent, and what has to be done about their functions and signals.
   *
   * @param {any[]} args
   */
  pack(args) {
    const call = {
      args,
      /** @type {{ error: unknown } | undefined} */ thrown: undefined,
      release: () => {},
    };
    const signal = ++this.#marks;
    const callbacks = /** @type {number[]} */ ([]);
    const abort = () => this.#worker.postMessage({ abort: signal });
    /** @type {AbortSignal | undefined} */
    let given;
    /** @param {any} leaf */
    const replace = (leaf) => {
      if (leaf instanceof RemoteObject) return { [MARK]: "object", number: this.#numberOf(leaf) };
      if (leaf instanceof AbortSignal) {
        given = leaf;
        return { [MARK]: "signal", number: signal };
      }
      if (typeof leaf !== "function") return leaf;
      const number = ++this.#marks;
      callbacks.push(number);
      this.#callbacks.set(number, async (/** @type {any[]} */ ...values) => {
        try {
          await leaf(...values);
        } catch (error) {
          call.thrown ??= { error };
          abort();
        }
      });
      return { [MARK]: "callback", number };
    };
    call.args = reading("an argument", () => args.map((arg) => mapLeaves(arg, replace)));
    // A function that throws is to end the call: there must be a signal to do it with.
    const options = call.args.findLast((arg) => typeof arg === "object" && arg !== null);
    if (callbacks.length > 0 && !given) options.signal = { [MARK]: "signal", number: signal };
    given?.addEventListener("abort", abort);
    if (given?.aborted) abort();
    call.release = () => {
      given?.removeEventListener("abort", abort);
      if (given || callbacks.length > 0) this.#worker.postMessage({ release: signal });
      for (const number of callbacks) this.#callbacks.delete(number);
    };
    return call;
  }

  /** What load() gave takes the worker along. @param {Place} object */
  async dispose(object) {
    await this.send(object, "dispose", []).catch(() => {}); // a worker that has ended leaves nothing to dispose of
    if (object.number !== 0) return;
    await this.close(
      new DisposedError("this has been disposed of with its worker: load() gives a new one"),
    );
  }

  /** @param {Error} reason what all calls fail with from now on @returns {any} a promise in Node, kept when it has ended */
  close(reason) {
    this.#end ??= reason;
    for (const { reject } of this.#waiting.values()) reject(this.#end);
    this.#waiting.clear();
    return this.#worker.terminate();
  }
}

/** @typedef {{ connection: Connection, number: number, isDisposed: boolean }} Place */

/** Where the object that a remote one stands for is: nothing that shows. @type {WeakMap<RemoteObject, Place>} */
const places = new WeakMap();

/** What stands for an object in the worker. */
class RemoteObject {
  /** @param {Connection} connection @param {import("./rpc.js").Made} made */
  constructor(connection, { made, properties }) {
    places.set(this, { connection, number: made, isDisposed: false });
    Object.assign(this, properties);
  }
}

/** @param {RemoteObject} object */
function placeOf(object) {
  const place = /** @type {Place} */ (places.get(object));
  if (place.isDisposed) throw new DisposedError("this object has been disposed of: make a new one");
  return place;
}

/** @param {RemoteObject} object @param {string} method @param {any[]} args */
async function call(object, method, args) {
  const { connection, number } = placeOf(object);
  const packed = connection.pack(args);
  try {
    return await connection.send({ number, target: object }, method, packed.args);
  } catch (error) {
    throw packed.thrown ? packed.thrown.error : error;
  } finally {
    packed.release();
  }
}

/** @param {RemoteObject} object @param {string} method @param {any[]} args */
async function* iterate(object, method, args) {
  const { connection, number } = placeOf(object);
  const packed = connection.pack(args);
  const iterator = await connection.send({ number, target: object }, method, packed.args);
  const place = { number: placeOf(iterator).number, target: object };
  try {
    for (;;) {
      const { value, done } = await connection.send(place, "next", []);
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw packed.thrown ? packed.thrown.error : error;
  } finally {
    packed.release();
    await connection.send(place, "return", []).catch(() => {}); // its failure is told already
  }
}

/**
 * A class whose methods are called in the worker.
 *
 * @param {string} kind
 * @param {{ name: string, iterates: boolean }[]} methods
 */
function remote(kind, methods) {
  const Remote = class extends RemoteObject {};
  Object.defineProperty(Remote, "name", { value: `Async${kind}` });
  for (const { name, iterates } of methods) {
    const forward = iterates ? iterate : call;
    const value = /** @this {RemoteObject} */ function (/** @type {any[]} */ ...args) {
      return forward(this, name, args);
    };
    Object.defineProperty(Remote.prototype, name, { value, configurable: true, writable: true });
  }
  for (const name of ["dispose", symbolFor("asyncDispose")])
    Object.defineProperty(Remote.prototype, name, {
      value: dispose,
      configurable: true,
      writable: true,
    });
  return Remote;
}

/** A second call does nothing, as everywhere. @this {RemoteObject} */
async function dispose() {
  const place = /** @type {Place} */ (places.get(this));
  if (place.isDisposed) return;
  place.isDisposed = true;
  await place.connection.dispose(place);
}

/** @param {Connection} connection @param {import("./rpc.js").Made} made */
function wrap(connection, made) {
  for (const [kind, methods] of Object.entries(made.classes ?? {}))
    connection.classes[kind] = remote(kind, methods);
  return new connection.classes[made.kind](connection, made);
}

/**
 * Starts a core in a worker of its own.
 *
 * @param {WorkerLoadOptions} [given]
 * @returns {Promise<AsyncGlassnet>}
 */
export async function load(given) {
  const { worker, ...options } = reading("the options of load", () => ({ ...given }));
  const connection = new Connection(start(worker));
  try {
    const gn = await connection.send({ number: 0 }, "load", [options]);
    return Object.assign(gn, {
      terminate: () => void connection.close(new CrashError("the worker has been terminated")),
    });
  } catch (error) {
    connection.close(/** @type {Error} */ (error));
    throw error;
  }
}

export * from "./public.js";
