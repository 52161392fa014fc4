/** The diagram of the network at hand as an SVG file, with such numbers as are given. */
import { layoutOf } from "../../layout.js";
import { state } from "../../state.js";
import { captionOf, network, table } from "../../walk.js";
import { t as lab } from "../../words.js";
import { diagramSvg } from "./svg.js";

const row = 24;
const labelRow = 21;

/** @param {Pick<import("./svg.js").Picture, "title" | "valueOf" | "signOf" | "print"> & { width: number }} shown  width: in pixels of its letters */
export const pictureOf = ({ width, ...shown }) =>
  diagramSvg({
    layout: layoutOf(network.value, width, {
      row,
      labelRow,
      places: state.places.value,
      print: shown.print,
    }),
    row,
    labelRow,
    symbolOf: (id) => table.value.get(id)?.symbol ?? { base: id },
    caption: (layer) => lab(captionOf(layer)),
    ...shown,
  });
