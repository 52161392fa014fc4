/** The run that this browser has kept, offered when the lab is opened or its worker has begun anew. */
import { signal } from "@preact/signals";
import { files, hashOf, source } from "./data.js";
import { offer, store } from "./keeper.js";
import { mine } from "./networks.js";
import { isUnderWay, start, takeBack } from "./run.js";

/** The user's files that are here are not those that the run has learned from. */
export const isOfOtherFiles = signal(false);

/** A page that may store nothing has kept nothing. */
export async function lookUp() {
  if (mine.peek() || isUnderWay.peek()) return;
  const found = await store.load().catch(() => undefined);
  if (!mine.peek() && !isUnderWay.peek()) offer.value = found;
}

/** To the end of a run that was cut off; or the network of one that was not. */
export async function goOn() {
  const kept = offer.peek();
  if (!kept) return;
  const { files: expected, isOver } = kept.state;
  if (isOver) return takeBack(kept);
  const own = files.peek();
  isOfOtherFiles.value = expected !== "" && (!own || hashOf(own) !== expected);
  if (isOfOtherFiles.peek()) return;
  source.value = expected ? "files" : "generated";
  return start({ kept });
}
