/** A file as text, or why it is none. */

/** Far more than the samples that a lab takes: a larger file was chosen by mistake. */
const largest = 1 << 20;

/** @param {FileList | File[]} files @returns {Promise<{ name: string, lines?: string, refusal?: "several" | "large" | "binary" | "unreadable" }>} */
export async function textOf(files) {
  const [file] = files;
  const { name } = file;
  if (files.length > 1) return { name, refusal: "several" };
  if (file.size > largest) return { name, refusal: "large" };
  try {
    const lines = new TextDecoder().decode(await file.arrayBuffer()); // without its mark of order, if there is one
    return lines.includes("\0") ? { name, refusal: "binary" } : { name, lines };
  } catch {
    return { name, refusal: "unreadable" }; // a folder, or a file that is gone
  }
}
