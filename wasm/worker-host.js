/** worker-host.js: the side of the worker: holds the real objects and answers calls (rpc.js). */

import { Dataset } from "./dataset.js";
import { errorToJSON } from "./errors.js";
import { Glassnet } from "./glassnet.js";
import { load } from "./index.js";
import { Model } from "./model.js";
import { MARK, mapLeaves, membersOf } from "./rpc.js";

/** @type {any} */
const port =
  globalThis.process?.getBuiltinModule?.("node:worker_threads")?.parentPort ?? globalThis;

/** What a client may hold. */
const classes = { Glassnet, Model, Dataset };

const AsyncGeneratorFunction = Object.getPrototypeOf(async function* () {}).constructor;

/** Their methods, for the client to make stand-ins with: so it needs none of the library itself. */
const methods = Object.fromEntries(
  Object.entries(classes).map(([kind, Class]) => [
    kind,
    membersOf(Class, "value").map((name) => ({
      name,
      iterates: /** @type {any} */ (Class.prototype)[name] instanceof AsyncGeneratorFunction,
    })),
  ]),
);

/** @type {Map<number, any>} */
const objects = new Map();
/** @type {Map<number, AbortController>} */
const controllers = new Map();
/** What goes on when the client's function has returned. @type {Map<number, () => void>} */
const returns = new Map();
let made = 0;
let calls = 0;

/** @param {any} object */
function properties(object) {
  if (object instanceof Glassnet) return { features: object.features, schema: object.schema };
  const names = object instanceof Model ? membersOf(Model, "get") : [];
  return Object.fromEntries(names.map((name) => [name, object[name]]));
}

/** The numbers among the properties change as a model is trained. @param {any} object */
function figures(object) {
  if (!(object instanceof Model)) return {};
  try {
    return Object.fromEntries(
      Object.entries(properties(object)).filter(([, value]) => typeof value === "number"),
    );
  } catch {
    return {}; // it has been disposed of
  }
}

/** @param {any} value what a method returned */
function pack(value) {
  const kind = Object.entries(classes).find(([, Class]) => value instanceof Class)?.[0];
  const isIterator = typeof value?.[Symbol.asyncIterator] === "function";
  if (!kind && !isIterator) return value;
  objects.set(++made, value);
  return { made, kind: kind ?? "iterator", properties: kind ? properties(value) : {} };
}

/** @param {any} leaf of the arguments */
function unpack(leaf) {
  const number = leaf?.number;
  switch (leaf?.[MARK]) {
    case "object":
      return objects.get(number);
    case "callback":
      return (/** @type {any[]} */ ...args) => callBack(number, args);
    case "signal":
      return signal(number).signal;
    default:
      return leaf;
  }
}

/** Calls a function of the client, and waits for it. @param {number} callback @param {any[]} args @returns {Promise<void>} */
function callBack(callback, args) {
  port.postMessage({ callback, args, call: ++calls });
  return new Promise((resolve) => returns.set(calls, resolve));
}

/** @param {number} number */
function signal(number) {
  const controller = controllers.get(number) ?? new AbortController();
  controllers.set(number, controller);
  return controller;
}

/** @param {{ id: number, object: number, method: string, args: any[] }} call */
async function answer({ id, object, method, args }) {
  const target = objects.get(object);
  try {
    const given = args.map((arg) => mapLeaves(arg, unpack));
    if (method === "load") {
      objects.set(0, await load(...given));
      port.postMessage({
        id,
        value: {
          made: 0,
          kind: "Glassnet",
          properties: properties(objects.get(0)),
          classes: methods,
        },
      });
      return;
    }
    const returned = target[method](...given);
    const value = pack(typeof returned?.next === "function" ? returned : await returned);
    const isOver = target?.[Symbol.asyncIterator] && (method === "return" || value?.done);
    if (isOver || method === "dispose") objects.delete(object);
    port.postMessage({ id, value, figures: figures(target) });
  } catch (error) {
    port.postMessage({ id, error: errorToJSON(error), figures: figures(target) });
  }
}

/** @param {any} message */
function receive(message) {
  if ("abort" in message) signal(message.abort).abort();
  else if ("release" in message) controllers.delete(message.release);
  else if ("done" in message) {
    returns.get(message.done)?.();
    returns.delete(message.done);
  } else answer(message);
}

if (port === globalThis)
  port.onmessage = (/** @type {MessageEvent} */ event) => receive(event.data);
else port.on("message", receive);
