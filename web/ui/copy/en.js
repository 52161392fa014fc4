/** The words of copying; zh.js is the original. @type {{ [K in keyof typeof import("./zh.js").zh]: string }} */
export const en = {
  copy: "Copy",
  "as.latex": "LaTeX",
  "as.markdown": "Markdown",
  "as.csv": "CSV",
  "as.svg": "SVG",
  "as.text": "Text",
  done: "Copied as {format}",
  failed: "The browser does not allow copying. Select all of this and copy it yourself:",
};
