/** 读入样本文件的文字。 */
export const zh = {
  choose: "选一个文件，或拖到这里",
  several: "一次只读一个文件。",
  large: "文件“{name}”超过 1 MB，放不下这么多样本。请先挑出要用的行。",
  binary: "文件“{name}”不是文本。请在表格软件里另存为 CSV（UTF-8）。",
  unreadable: "文件“{name}”打不开。它是文件夹，或已被移走。",
};
