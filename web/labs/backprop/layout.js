/**
 * Where the cards of the units and the labels of the weights stand, in pixels: from left to right where there is
 * room, from top to bottom on a phone. Pure: network and width in, rectangles and lines out.
 *
 * @typedef {{ x: number, y: number, w: number, h: number }} Box  x, y: its centre
 * @typedef {{ id: string, title: string, rows: string[], layer: number, unit: number }} Card
 * @typedef {{ across: boolean, width: number, height: number, cards: (Card & Box)[],
 *   edges: { weight?: import("./network.js").Weight, from: [number, number], to: [number, number] }[],
 *   labels: (Box & { weight: import("./network.js").Weight, rows: string[] })[] }} Layout
 */
import { targetsOf, unitsOf, weightsOf } from "./network.js";

/** @param {import("./network.js").Network} network @returns {Card[][]} column by column, the loss last */
function cardsOf(network) {
  const columns = unitsOf(network);
  const last = columns.length - 1;
  const cards = columns.map((units, column) =>
    units.map(({ a, z, layer, unit }) => {
      const error = column === 0 ? [] : [`d.${a.id}`, `d.${z.id}`];
      const title = column === 0 || column === last ? "" : `h${unit + 1}`;
      return { id: a.id, title, rows: [...new Set([z.id, a.id, ...error])], layer, unit };
    }),
  );
  return [
    ...cards,
    [
      {
        id: "loss",
        title: "",
        rows: [...targetsOf(network).map(({ id }) => id), "L"],
        layer: columns.length,
        unit: 0,
      },
    ],
  ];
}

/** @param {string} id of a weight */
const rowsOfWeight = (id) => [id, `d.${id}`, `new.${id}`];

/**
 * @param {import("./network.js").Network} network
 * @param {number} width
 * @param {{ row: number, labelRow: number, places: number }} sizes  heights of a line of a card and of a label
 * @returns {Layout}
 */
export function layoutOf(network, width, { row, labelRow, places }) {
  const columns = cardsOf(network);
  const number = 8.3 * places;
  const sizes = {
    row,
    label: { w: 94 + number, h: 3 * labelRow + 6 },
    card: (/** @type {Card} */ card) => ({
      w: card.layer < 0 ? 66 : card.rows.includes("L") ? 70 + number : 104 + number,
      h: card.rows.length * row + 14,
    }),
  };
  return width >= 800
    ? across(network, columns, width, sizes)
    : down(network, columns, width, sizes);
}

/** Shares of the free width that stand before the second, third, … column. */
const shares = [0.53, 0.37, 0.1];

/** @param {any} network @param {Card[][]} columns @param {number} width @param {any} sizes @returns {Layout} */
function across(network, columns, width, sizes) {
  const widths = columns.map(([card]) => sizes.card(card).w);
  const free = width - widths.reduce((a, b) => a + b, 0);
  const apart = 3.3 * sizes.label.h; // so that the labels of two lines that cross do not meet
  const most = Math.max(...columns.map((c) => c.length));
  const tallest = Math.max(...columns.flat().map((card) => sizes.card(card).h));
  const top = 30;
  const height = top + tallest + (most - 1) * apart + 4;
  const middle = top + (height - top) / 2;
  let left = 0;
  const cards = columns.flatMap((column, c) => {
    const x = left + widths[c] / 2;
    left += widths[c] + free * (shares[c] ?? 0);
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
    const x = start + (end - start) * 0.66;
    return crossing || from.y === to.y
      ? { x, y: from.y + (to.y - from.y) * along }
      : { x: (start + end) / 2, y: (from.y + to.y) / 2 };
  });
}

/** @param {any} network @param {Card[][]} columns @param {number} width @param {any} sizes @returns {Layout} */
function down(network, columns, width, sizes) {
  const gap = sizes.label.h + 14;
  const most = Math.max(...columns.map((c) => c.length));
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
        w: Math.min(size.w, width / most - 8),
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
      rows: rowsOfWeight(weight.id),
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
  return { ...layout, labels, edges: [...edges, ...toLoss] };
}
