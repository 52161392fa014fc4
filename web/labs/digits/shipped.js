/** The bytes of the network that the page ships: fetched, beside the page. */
export async function shippedModel() {
  const answer = await fetch("./models/digits.safetensors", { priority: "low" });
  if (!answer.ok) throw new Error(`models/digits.safetensors: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}
