/** The words of samples from a file; zh.js is the original. @type {{ [K in keyof typeof import("./zh.js").zh]: string }} */
export const en = {
  choose: "Choose a file, or drop one here",
  several: "One file at a time.",
  large:
    "The file “{name}” has more than 1 MB, and there is no room for so many samples. Choose some of its lines first.",
  binary: "The file “{name}” is no text. Save it from the spreadsheet as CSV (UTF-8).",
  unreadable: "The file “{name}” cannot be opened. It is a folder, or was taken away.",
};
