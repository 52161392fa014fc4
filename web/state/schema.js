/** What the core says of itself, once the worker has started: the kinds of each family and their fields. */
import { signal } from "@preact/signals";
import { shownFields } from "./choices.js";

/** @typedef {import("./choices.js").Kind} Kind */
/** @typedef {"activations" | "initializers" | "losses" | "optimizers" | "schedules" | "augmentations" | "constraints"} Family */

/** @type {import("@preact/signals").Signal<any>} */
export const schema = signal(undefined);

/** @param {Family} family @returns {readonly Kind[]} */
export const kindsOf = (family) => schema.value?.[family].kinds ?? [];

/** What every kind of the family has. @param {Family} family @returns {import("./choices.js").Field[]} */
export const commonFields = (family) =>
  shownFields(schema.value && { fields: schema.value[family].common });

/** @param {Family} family @param {string} type */
export const kindOf = (family, type) => kindsOf(family).find((kind) => kind.type === type);
