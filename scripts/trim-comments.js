// The doc comments of declarations without what the declarations say already: types, typedefs, what a source file is for.

const comments = /[ \t]*\/\*\*[^]*?\*\/\n?/g;
const fileComment = /^(?:\/\/ .*\n\n|\/\*\*(?: |\n \* )[\w-]+\.js: [^]*?\*\/\n)/;
const tagsBegin = /(?:^|\s)(?=@(?:param|returns|type|template|property)\b)/;

export const withoutComments = (text) => text.replace(comments, "");

/** The text without the `{type}` it begins with; braces nest. */
function withoutType(text) {
  if (!text.startsWith("{")) return text;
  let depth = 0;
  const end = [...text].findIndex((char) => (depth += (char === "{") - (char === "}")) === 0);
  return text.slice(end + 1).trimStart();
}

/** A tag without its type; nothing if that was all. */
function trimTag(tag) {
  const [, name, rest] = tag.match(/^@(\w+)\s*([^]*)$/);
  const text = withoutType(rest).trim();
  if (name === "param")
    return /^\S+\s+\S/.test(text) ? `@param ${text.replace(/^\[(\w+)\]/, "$1")}` : "";
  if (name === "returns") return text && `@returns ${text}`;
  return text;
}

/** One comment as short as it can be; nothing if there is nothing to say. */
function trimComment(comment) {
  if (comment.includes("@typedef")) return "";
  const indent = comment.match(/^[ \t]*/)[0];
  const text = comment.replace(/^\s*\/\*\*|\*\/\s*$/g, "").replace(/^[ \t]*\* ?/gm, "");
  const parts = text.trim().split(tagsBegin);
  const kept = parts.map((part) => (tagsBegin.test(part) ? trimTag(part) : part).trim());
  const lines = kept.filter(Boolean).join("\n").split("\n");
  if (lines.length > 1)
    return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`), `${indent} */\n`].join(
      "\n",
    );
  return lines[0] && `${indent}/** ${lines[0]} */\n`;
}

export const trimComments = (text) => text.replace(fileComment, "").replace(comments, trimComment);
