/** uPlot with its styles, in a chunk of their own. */
import "uplot/dist/uPlot.min.css";
export { default } from "uplot";
