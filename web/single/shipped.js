/** In the page of one file the shipped network is carried inside. */
import model from "../public/models/digits.safetensors?inline";

export async function shippedModel() {
  const binary = atob(model.slice(model.indexOf(",") + 1));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
