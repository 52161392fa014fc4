/** The signals of this lab: one a property of its table, tied to the URL. */
import { signalsOf } from "../../state/store.js";
import { properties } from "./properties.js";

export const state = signalsOf(properties);
