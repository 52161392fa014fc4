/** 复制的文字。 */
export const zh = {
  copy: "复制",
  "as.latex": "LaTeX",
  "as.markdown": "Markdown",
  "as.csv": "CSV",
  "as.svg": "SVG",
  "as.text": "文本",
  done: "已复制为 {format}",
  failed: "浏览器不允许复制。请在这里全选，再自己复制：",
};
