/** Milliseconds since `start`, once what has been set is drawn. @param {number} start @returns {Promise<number>} */
export async function drawn(start) {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - start;
}
