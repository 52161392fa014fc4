/** The user's own files of MNIST's format, read and matched. */
import { readIdx } from "../../../wasm/index.js";
import { fileProblem, files } from "./data.js";
import { PIXELS } from "./generator/index.js";

/** @typedef {import("./generator/index.js").DigitSet} DigitSet */
/** @typedef {import("./data.js").Split} Split */
/** @typedef {import("./data.js").FileProblem} FileProblem */

/** Thrown for files that do not make a data set. */
class FilesError extends Error {
  /** @param {FileProblem} problem */
  constructor(problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** @typedef {{ name: string, kind: "images" | "labels", count: number, data: Uint8Array }} Part */

/** What a file is, by its header: three dimensions are images, one is labels. @param {File} file @returns {Promise<Part>} */
async function readPart(file) {
  const { name } = file;
  const { shape, data } = await readIdx(file).catch((error) => {
    throw new FilesError({ code: "read", file: name, detail: error.message });
  });
  const bytes = data instanceof Uint8Array ? data : undefined;
  if (bytes && shape.length === 3 && shape[1] === 28 && shape[2] === 28)
    return { name, kind: "images", count: shape[0], data: bytes };
  if (bytes && shape.length === 1) {
    const wrong = bytes.findIndex((label) => label > 9);
    if (wrong >= 0)
      throw new FilesError({
        code: "labels",
        file: name,
        detail: `${bytes[wrong]} (${wrong + 1})`,
      });
    return { name, kind: "labels", count: shape[0], data: bytes };
  }
  throw new FilesError({ code: "shape", file: name, detail: shape.join(" × ") });
}

/** Images and labels of equal count belong together. @param {Part[]} parts @returns {DigitSet[]} largest first */
function pairs(parts) {
  const images = parts.filter(({ kind }) => kind === "images").sort((a, b) => b.count - a.count);
  const labels = parts.filter(({ kind }) => kind === "labels").sort((a, b) => b.count - a.count);
  const spare = images.length > labels.length ? images : labels;
  if (images.length !== labels.length)
    throw new FilesError({ code: "alone", file: spare[spare.length - 1].name });
  if (images.length > 2) throw new FilesError({ code: "many" });
  return images.map((image, i) => {
    if (image.count !== labels[i].count)
      throw new FilesError({
        code: "counts",
        file: `${image.name}, ${labels[i].name}`,
        detail: `${image.count} ≠ ${labels[i].count}`,
      });
    return { images: image.data, labels: labels[i].data };
  });
}

/** One pair alone lends its last sixth for checking. @param {DigitSet} set @returns {Split} */
function divide({ images, labels }) {
  const cut = Math.max(1, Math.floor((labels.length * 5) / 6));
  return {
    train: { images: images.subarray(0, cut * PIXELS), labels: labels.subarray(0, cut) },
    validation: { images: images.subarray(cut * PIXELS), labels: labels.subarray(cut) },
  };
}

/**
 * Reads what was dropped or chosen: two files (images, labels) or four (those to train on and those to test
 * with), gzipped or not, known by their headers and not by their names.
 *
 * @param {readonly File[]} chosen
 */
export async function readFiles(chosen) {
  fileProblem.value = undefined;
  try {
    const parts = await Promise.all(chosen.map(readPart));
    const sets = pairs(parts);
    if (sets.length === 0) return;
    files.value = sets.length === 2 ? { train: sets[0], validation: sets[1] } : divide(sets[0]);
  } catch (error) {
    if (!(error instanceof FilesError)) throw error;
    fileProblem.value = error.problem;
  }
}
