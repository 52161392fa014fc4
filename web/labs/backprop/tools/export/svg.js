/** The diagram as a picture of its own: lines, cards and numbers in one SVG file that needs nothing else. */
import { arrowHead, newestOf } from "../../layout.js";

/** @typedef {import("../../layout.js").Layout} Layout */
/** @typedef {import("../../expression.js").Letter} Letter */
/** @typedef {import("../../expression.js").Symbol} Symbol */
/**
 * @typedef {{ layout: Layout, title: string, row: number, labelRow: number, symbolOf(id: string): Symbol,
 *   valueOf(id: string): number | undefined, signOf(id: string): number | undefined, print(id: string): string, caption(layer: number): string }} Picture
 *   valueOf: nothing for what is not known yet; signOf: where the sign says something; row, labelRow: heights of a line in a card and in a label
 */

const ink = "#14212b";
const faint = "#53626b";
const edge = "#a9b7b8";
const glass = "#f6faf9";
const signs = { "-1": "#a24700", 0: ink, 1: "#1a5aa6" };

/** @type {Record<string, string>} */
const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (/** @type {string} */ text) => text.replace(/[&<>"]/g, (sign) => entities[sign]);

/** @param {string} name @param {Record<string, string | number>} attributes @param {string[]} children that are XML */
function element(name, attributes, ...children) {
  const pairs = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(String(value))}"`,
  );
  return `<${name}${pairs.join("")}>${children.join("")}</${name}>`;
}

/** A letter with what stands below and above it. @param {Letter} letter */
function letterXml({ base, sub, sup, prime }) {
  const shifted = (/** @type {string} */ text, /** @type {number} */ dy) =>
    element("tspan", { dy, "font-size": "70%", "font-style": "normal" }, escaped(text)) +
    element("tspan", { dy: -dy }, "\u200b"); // what follows stands on the line again
  return [
    element("tspan", { "font-style": "italic" }, escaped(base)),
    prime ? "′" : "",
    sup ? shifted(`(${sup})`, -5) : "",
    sub ? shifted(sub, 4) : "",
  ].join("");
}

/** @param {Symbol} symbol */
const symbolXml = (symbol) =>
  "partial" in symbol
    ? `∂${letterXml(symbol.of ?? { base: "L" })}/∂${letterXml(symbol.partial)}`
    : letterXml(symbol);

/** Lines of symbol and number in a box. @param {Picture} picture @param {string[]} ids @param {import("../../layout.js").Box} box @param {number} height of a line @param {string} fill */
function boxXml({ symbolOf, signOf, valueOf, print }, ids, { x, y, w }, height, fill) {
  const known = ids.filter((id) => valueOf(id) !== undefined);
  if (!known.length) return "";
  const h = known.length * height + 6;
  const [left, top] = [x - w / 2, y - h / 2];
  const lines = known.map((id, at) => {
    const base = top + 3 + (at + 0.7) * height;
    const sign = /** @type {-1 | 0 | 1} */ (signOf(id) || 0);
    return (
      element("text", { x: left + 8, y: base, "font-family": "serif" }, symbolXml(symbolOf(id))) +
      element(
        "text",
        { x: left + w - 8, y: base, "text-anchor": "end", fill: signs[sign] },
        escaped(print(id)),
      )
    );
  });
  const frame = { x: left, y: top, width: w, height: h, rx: 7, fill, stroke: edge };
  return element("g", {}, element("rect", frame), ...lines);
}

/** @param {Picture} picture */
function linesXml({ layout, valueOf }) {
  return layout.edges.map(({ weight, from, to }) => {
    const value = weight ? (valueOf(weight.id) ?? 0) : 0;
    const color = weight ? signs[/** @type {1} */ (Math.sign(value) || 0)] : edge;
    const [[x1, y1], [x2, y2]] = [from, to];
    const width = 1.25 + Math.min(Math.abs(value), 5) * 0.45;
    return element(
      "g",
      { opacity: 0.6 },
      element("line", { x1, y1, x2, y2, stroke: color, "stroke-width": width }),
      element("path", { d: arrowHead(from, to), fill: color }),
    );
  });
}

/** @param {Picture} picture */
export function diagramSvg(picture) {
  const { layout, title, row, labelRow, caption } = picture;
  const { height, cards, labels, inside, across } = layout;
  const left = Math.min(...cards.map(({ x, w }) => x - w / 2));
  const right = Math.max(...cards.map(({ x, w }) => x + w / 2));
  const newest = (/** @type {import("../../network.js").Parameter} */ p) =>
    newestOf(p, (id) => picture.valueOf(id) !== undefined);
  const weights = (/** @type {typeof cards[number]} */ card) =>
    inside ? card.into.filter((p) => p.kind === "weight").map(newest) : [];
  const captions = cards
    .filter((card) => across && card.unit === 0)
    .map((card) =>
      element(
        "text",
        { x: card.x, y: 16, "text-anchor": "middle", fill: faint },
        escaped(caption(card.layer)),
      ),
    );
  const margin = 16;
  const size = {
    width: Math.ceil(right - left + 2 * margin),
    height: Math.ceil(height + 2 * margin),
  };
  return `<?xml version="1.0" encoding="UTF-8"?>
${element(
  "svg",
  {
    xmlns: "http://www.w3.org/2000/svg",
    ...size,
    viewBox: `${left - margin} ${-margin} ${size.width} ${size.height}`,
    role: "img",
    "font-family": "sans-serif",
    "font-size": 13,
    fill: ink,
  },
  element("title", {}, escaped(title)),
  element("rect", { x: left - margin, y: -margin, ...size, fill: "#ffffff" }),
  ...linesXml(picture),
  ...captions,
  ...cards.map((card) => boxXml(picture, [...weights(card), ...card.rows], card, row, glass)),
  ...labels.map((label) => boxXml(picture, label.rows, label, labelRow, "#ffffff")),
)}
`;
}
