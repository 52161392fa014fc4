/** What the core says of itself, once the worker has started: the kinds of each family and their fields. */
import { signal } from "@preact/signals";

/** @typedef {import("./choices.js").Kind} Kind */
/** @typedef {"activations" | "initializers" | "losses" | "optimizers" | "schedules" | "augmentations"} Family */

/** @type {import("@preact/signals").Signal<any>} */
export const schema = signal(undefined);

/** @param {Family} family @returns {readonly Kind[]} */
export const kindsOf = (family) => schema.value?.[family].kinds ?? [];

/** @param {Family} family @param {string} type */
export const kindOf = (family, type) => kindsOf(family).find((kind) => kind.type === type);
