/** Where the stepping stands: the layer, filter, channel and pixel that the link names, kept within the network at hand. */
import { computed } from "@preact/signals";
import { state } from "../state.js";
import { isConvolution } from "./layers.js";
import { look } from "./look.js";
import { channelsOf } from "./window.js";

/** @param {number} value @param {number} count */
const within = (value, count) => Math.min(Math.max(0, value), count - 1);

/** The layers with a window, one of which is stepped. */
export const steppable = computed(() => look.value?.layers.filter(({ window }) => window) ?? []);

export const place = computed(() => {
  const layer =
    steppable.value.find(({ name }) => name === state.layer.value) ?? steppable.value[0];
  if (!layer?.window) return undefined;
  const isConv = isConvolution(layer.type);
  const k = within(state.map.value, layer.shape[2]);
  const channels = isConv ? channelsOf(layer, k) : [k];
  const c = channels.includes(state.channel.value) ? state.channel.value : channels[0];
  /** @param {readonly number[]} at @param {readonly number[]} counts */
  const both = (at, counts) => [within(at[0], counts[0]), within(at[1], counts[1])];
  return {
    layer,
    isConv,
    k,
    c,
    channels,
    cell: both(state.cell.value, layer.window.out),
    tap: both(state.tap.value, layer.window.size),
    pixel: both(state.pixel.value, layer.input.shape),
    way: !isConv && state.way.value !== "forward" ? "input" : state.way.value,
  };
});
/** @typedef {NonNullable<typeof place.value>} Place */

/** What is walked over: the output's pixels, or, for ∂L/∂x of a convolution, the input's. @param {Place} at */
export const walked = ({ way, isConv, layer, cell, pixel }) =>
  way === "input" && isConv
    ? { at: pixel, counts: layer.input.shape, to: state.pixel }
    : { at: cell, counts: layer.shape, to: state.cell };

/** On by so many pixels, row by row. @param {number} by @returns {boolean} whether there was one */
export function move(by) {
  const now = place.peek();
  if (!now) return false;
  const { at, counts, to } = walked(now);
  const next = at[0] * counts[1] + at[1] + by;
  if (next < 0 || next >= counts[0] * counts[1]) return false;
  to.value = [Math.floor(next / counts[1]), next % counts[1]];
  return true;
}
