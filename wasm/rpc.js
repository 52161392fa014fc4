/**
 * rpc.js: what the two sides of the worker say to each other.
 *
 *   to the host    { id, object, method, args }   call a method; object 0 is what load() made
 *                  { abort: signal }              the signal with this number was aborted
 *                  { release: signal }            nobody will abort it any more
 *                  { done: call }                 the function called as { …, call } has returned
 *   to the client  { id, value } or { id, error } the answer; a value that is one of our objects is { made }
 *                  { id, …, figures }             and the numbers of the object as they are now
 *                  { callback, args, call }       call the function with this number
 *
 * In args, one of our objects, a function or an AbortSignal stands as { [MARK]: kind, number }.
 */

import { ArgumentError } from "./errors.js";

export const MARK = "glassnet:is";

const DEEPEST = 64;

/**
 * @typedef {{ [MARK]: "object" | "callback" | "signal", number: number }} Mark
 * @typedef {{ made: number, kind: string, properties: Record<string, any>, classes?: Record<string, { name: string, iterates: boolean }[]> }} Made
 *   classes: with the first object only, the methods of each kind
 */

/**
 * The value with some of its leaves replaced. Plain objects and lists are walked, everything else is a leaf.
 *
 * @param {any} value
 * @param {(leaf: any) => any} replace
 * @param {number} [depth]
 * @returns {any}
 */
export function mapLeaves(value, replace, depth = 0) {
  if (depth > DEEPEST)
    throw new ArgumentError(`an argument is nested more than ${DEEPEST} deep, or in a circle`);
  const isPlain = value !== null && typeof value === "object" && !(MARK in value);
  if (isPlain && Array.isArray(value)) {
    // Lists of numbers, however long, have no leaves to replace.
    return value.some((item) => typeof item === "object" || typeof item === "function")
      ? value.map((item) => mapLeaves(item, replace, depth + 1))
      : value;
  }
  if (isPlain && [Object.prototype, null].includes(Object.getPrototypeOf(value))) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, mapLeaves(item, replace, depth + 1)]),
    );
  }
  return replace(value);
}

/**
 * The names of a class's getters, or of its methods.
 *
 * @param {Function} Class
 * @param {"get" | "value"} sort
 * @returns {string[]}
 */
export const membersOf = (Class, sort) =>
  Object.entries(Object.getOwnPropertyDescriptors(Class.prototype))
    .filter(
      ([name, descriptor]) => name !== "constructor" && typeof descriptor[sort] === "function",
    )
    .map(([name]) => name);
