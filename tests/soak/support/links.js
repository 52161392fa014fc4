/** links.js: links to the page, as a reader of malformed.js: what they say is read, or reported as a problem with its place. */
import { FormatError } from "../../../wasm/index.js";
import { labs } from "../../../web/labs/index.js";
import { readFragment, writeFragment } from "../../../web/state/fragment.js";
import { tableOf } from "../../../web/state/properties.js";

/** A link that says all a lab has: as it begins, or as its own examples have it. */
const linksOf = ({ id }) =>
  [(p) => p.format(p.initial), (p) => p.expects.like ?? p.format(p.initial)].map((textOf) => {
    const { lab: _, ...table } = tableOf(id);
    const pairs = Object.entries(table).map(
      ([key, p]) => `${key}=${encodeURIComponent(textOf(p))}`,
    );
    return new TextEncoder().encode(`#lab=${id}&${pairs.join("&")}`);
  });

export const links = labs.flatMap(linksOf);

const textOf = (values, table) =>
  Object.entries(values).map(([key, value]) => [key, table[key].format(value)]);

/** Reads a link. What was read is written and read again: the same, without a problem. */
export function readLink(bytes) {
  const { values, problems, unknown } = readFragment(String.fromCharCode(...bytes), tableOf);
  const table = tableOf(values.lab ?? "");
  const all = Object.fromEntries(Object.entries(table).map(([key, p]) => [key, p.initial]));
  const written = writeFragment({ ...all, ...values }, tableOf, unknown);
  const again = readFragment(written, tableOf);
  if (again.problems.length > 0) throw new Error(`written as ${written}, which has problems`);
  const [first, second] = [values, again.values].map((read) =>
    JSON.stringify(textOf({ ...all, ...read }, table)),
  );
  if (first !== second) throw new Error(`read as ${first}, then as ${second}`);
  if (JSON.stringify(unknown) !== JSON.stringify(again.unknown))
    throw new Error(
      `unknown keys ${JSON.stringify(unknown)}, then ${JSON.stringify(again.unknown)}`,
    );
  const [problem] = problems;
  if (problem)
    throw new FormatError(`the page says that it cannot read ${problem.key}=${problem.text}`);
}
