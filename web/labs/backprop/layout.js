/**
 * Where the cards of the units and the labels of the weights stand, in pixels: from left to right where there is
 * room, from top to bottom on a phone. Pure: network and width in, rectangles and lines out.
 *
 * @typedef {{ x: number, y: number, w: number, h: number }} Box  x, y: its centre
 * @typedef {{ id: string, title: string, rows: string[], into: import("./network.js").Parameter[], layer: number, unit: number }} Card  into: the weights and biases of the unit
 * @typedef {{ across: boolean, width: number, height: number, cards: (Card & Box)[],
 *   edges: { weight?: import("./network.js").Weight, from: [number, number], to: [number, number] }[],
 *   inside: boolean, labels: (Box & { weight: import("./network.js").Weight, rows: string[] })[] }} Layout
 */
import { parametersOf, targetsOf, unitsOf, weightsOf } from "./network.js";
import { quantitiesOf } from "./quantities.js";

/** @param {import("./network.js").Network} network @returns {Card[][]} column by column, the loss last */
function cardsOf(network) {
  const columns = unitsOf(network);
  const parameters = parametersOf(network);
  const table = quantitiesOf(network);
  const last = columns.length - 1;
  const cards = columns.map((units, column) =>
    units.map(({ a, z, layer, unit }) => {
      const error = column === 0 ? [] : [`d.${a.id}`, `d.${z.id}`];
      const title = titleOf(column, last, unit, columns[last].length);
      const into = parameters.filter((p) => p.to.a.id === a.id);
      const bias = into.filter((p) => p.kind === "bias").flatMap((p) => rowsOf(p));
      const rows = [...bias, ...new Set([z.id, a.id, ...error])].filter((id) => table.has(id));
      return { id: a.id, title, rows, into, layer, unit };
    }),
  );
  return [
    ...cards,
    [
      {
        id: "loss",
        title: "",
        into: [],
        rows: [...targetsOf(network).map(({ id }) => id), "L"],
        layer: columns.length,
        unit: 0,
      },
    ],
  ];
}

/** Inputs have no other name; hidden units are h, several outputs o. @param {number} column @param {number} last @param {number} unit @param {number} outputs */
function titleOf(column, last, unit, outputs) {
  if (column === 0 || (column === last && outputs === 1)) return "";
  return `${column === last ? "o" : "h"}${unit + 1}`;
}

/** A parameter, its gradient and what it becomes. @param {import("./network.js").Parameter} p */
export const rowsOf = ({ id }) => [id, `d.${id}`, `new.${id}`];

/** Where there is one line for a parameter: what was computed of it last. @param {import("./network.js").Parameter} p @param {(id: string) => boolean} isKnown */
export const newestOf = (p, isKnown) => [...rowsOf(p)].reverse().find(isKnown) ?? p.id;

/** The head of an arrow whose point is at `to`. @param {[number, number]} from @param {[number, number]} to */
export function arrowHead([x0, y0], [x1, y1]) {
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const [bx, by] = [x1 - 9 * ux, y1 - 9 * uy];
  return `M${x1} ${y1}L${bx - 4 * uy} ${by + 4 * ux}L${bx + 4 * uy} ${by - 4 * ux}Z`;
}

/**
 * @param {import("./network.js").Network} network
 * @param {number} width
 * @param {{ row: number, labelRow: number, places: number, print?(id: string): string }} sizes
 *   row, labelRow: heights of a line of a card and of a label; print: the inputs, which have as many digits as they were given
 * @returns {Layout}
 */
export function layoutOf(network, width, { row, labelRow, places, print = () => "" }) {
  const columns = cardsOf(network);
  const number = 8.3 * places;
  const input = Math.max(66, ...columns[0].map(({ id }) => 30 + 9 * print(id).length));
  const sizes = {
    row,
    label: { w: 90 + number, h: 3 * labelRow + 6 },
    card: (/** @type {Card} */ card) => ({
      w: card.layer < 0 ? input : card.rows.includes("L") ? 70 + number : 104 + number,
      h: card.rows.length * row + 14,
    }),
  };
  const small = columns.every((column) => column.length <= 2);
  if (!small) return grid(network, columns, width, sizes);
  return width >= widthAcross(columns, sizes)
    ? across(network, columns, width, sizes)
    : down(network, columns, width, sizes);
}

/** The room that the columns want between them, for the labels and a little line. @param {Card[][]} columns @param {any} sizes */
const gapsOf = (columns, sizes) =>
  columns.slice(1).map((_, i) => (i < columns.length - 2 ? sizes.label.w + 18 : 12));

/** @param {Card[][]} columns @param {any} sizes */
const widthAcross = (columns, sizes) =>
  [...columns.map(([card]) => sizes.card(card).w), ...gapsOf(columns, sizes)].reduce(
    (a, b) => a + b,
  );

/** @param {any} network @param {Card[][]} columns @param {number} width @param {any} sizes @returns {Layout} */
function across(network, columns, width, sizes) {
  const widths = columns.map(([card]) => sizes.card(card).w);
  const gaps = gapsOf(columns, sizes);
  const spare = (width - widthAcross(columns, sizes)) / gaps.length;
  const tall = Math.max(...columns.flat().map((card) => sizes.card(card).h));
  const apart = Math.max(3.3 * sizes.label.h, tall + 24); // so that the labels of two lines that cross do not meet
  const most = Math.max(...columns.map((c) => c.length));
  const tallest = Math.max(...columns.flat().map((card) => sizes.card(card).h));
  const top = 30;
  const height = top + tallest + (most - 1) * apart + 4;
  const middle = top + (height - top) / 2;
  let left = 0;
  const cards = columns.flatMap((column, c) => {
    const x = left + widths[c] / 2;
    left += widths[c] + (gaps[c] ?? 0) + spare;
    return column.map((card, i) => ({
      ...card,
      ...sizes.card(card),
      x,
      y: middle + (i - (column.length - 1) / 2) * apart,
    }));
  });
  return finish({ across: true, width, height, cards, network, sizes }, (from, to, crossing) => {
    const start = from.x + from.w / 2;
    const end = to.x - to.w / 2;
    const along = crossing ? 0.66 : 0.5;
    const x = Math.min(start + (end - start) * 0.66, end - sizes.label.w / 2 - 9);
    return crossing || from.y === to.y
      ? { x, y: from.y + (to.y - from.y) * along }
      : { x: (start + end) / 2, y: (from.y + to.y) / 2 };
  });
}

/** @param {any} network @param {Card[][]} columns @param {number} width @param {any} sizes @returns {Layout} */
function down(network, columns, width, sizes) {
  const gap = sizes.label.h + 14;
  let top = 0;
  const cards = columns.flatMap((column, c) => {
    const { h } = sizes.card(column[0]);
    const y = top + h / 2;
    const labelRows = c + 1 < columns.length - 1 ? columns[c + 1].length : 0;
    top += h + (labelRows ? labelRows * gap + 12 : 24);
    return column.map((card, i) => {
      const size = sizes.card(card);
      return {
        ...card,
        ...size,
        w: Math.min(size.w, width / column.length - 8),
        x: (width * (i + 0.5)) / column.length,
        y,
      };
    });
  });
  const height = top - 24;
  return finish(
    { across: false, width, height, cards, network, sizes },
    (from, to, crossing, input) => {
      const under = from.y + from.h / 2 + 6 + gap / 2;
      return to.x === from.x || !crossing
        ? { x: from.x, y: under }
        : { x: to.x, y: under + gap * Math.abs(input - to.unit) };
    },
  );
}

/**
 * Many units: each layer's cards side by side in as many rows as they need, each with its weights inside.
 * @param {any} network @param {Card[][]} columns @param {number} width @param {any} sizes @returns {Layout}
 */
function grid(network, columns, width, sizes) {
  const [apart, between] = [10, 40];
  let top = 4;
  const cards = columns.flatMap((column) => {
    const w = Math.min(Math.max(...column.map((card) => sizes.card(card).w)) + 20, width);
    const h = Math.max(...column.map((card) => sizes.card(card).h + sizes.row * weightsIn(card)));
    const abreast = Math.min(column.length, Math.max(1, Math.floor((width + apart) / (w + apart))));
    const rows = Math.ceil(column.length / abreast);
    const start = top;
    top += rows * (h + apart + 14) - apart - 14 + between;
    return column.map((card, i) => {
      const row = Math.floor(i / abreast);
      const inRow = Math.min(abreast, column.length - row * abreast);
      const x = width / 2 + ((i % abreast) - (inRow - 1) / 2) * (w + apart);
      return { ...card, x, y: start + row * (h + apart + 14) + h / 2, w, h };
    });
  });
  const plan = { across: false, width, height: top - between + 4, cards, network, sizes };
  const { labels: _, ...layout } = finish(plan, () => ({ x: 0, y: 0 }));
  return { ...layout, inside: true, labels: [] };
}

/** @param {Card} card how many lines its weights take */
const weightsIn = (card) => card.into.filter((p) => p.kind === "weight").length;

/**
 * Lines between the cards, and the weights' labels upon them.
 * @param {any} plan
 * @param {(from: Card & Box, to: Card & Box, crossing: boolean, input: number) => { x: number, y: number }} place
 * @returns {Layout}
 */
function finish({ network, sizes, ...layout }, place) {
  const find = (/** @type {string} */ id) =>
    layout.cards.find((/** @type {Card} */ card) => card.id === id);
  const ends = (/** @type {Box} */ from, /** @type {Box} */ to) =>
    layout.across
      ? { from: [from.x + from.w / 2, from.y], to: [to.x - to.w / 2, to.y] }
      : { from: [from.x, from.y + from.h / 2], to: [to.x, to.y - to.h / 2] };
  const weights = weightsOf(network);
  const several = (/** @type {number} */ layer) =>
    new Set(weights.filter((w) => w.to.layer === layer).map((w) => w.to.unit)).size > 1;
  const labels = weights.map((weight) => {
    const [from, to] = [find(weight.from.a.id), find(weight.to.a.id)];
    const crossing = several(weight.to.layer) && weight.from.unit !== weight.to.unit;
    return {
      weight,
      rows: rowsOf(weight),
      ...sizes.label,
      ...place(from, to, crossing, weight.from.unit),
    };
  });
  const edges = weights.map((weight) => ({
    weight,
    ...ends(find(weight.from.a.id), find(weight.to.a.id)),
  }));
  const outputs = layout.cards.filter(
    (/** @type {Card} */ card) => card.layer === network.layers.length - 1,
  );
  const toLoss = outputs.map((/** @type {Card & Box} */ card) => ends(card, find("loss")));
  return { ...layout, inside: false, labels, edges: [...edges, ...toLoss] };
}
