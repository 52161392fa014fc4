/** An arrow between two places of the picture; none where they are as good as one. */

/** @param {{ from: import("./geometry.js").Point, to: import("./geometry.js").Point, class?: string, head?: number }} props  head: its size, in the picture's units */
export function Arrow({ from, to, class: extra = "", head = 8 }) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (!(length > 1)) return null;
  const tip = Math.min(head, length * 0.7);
  const [ux, uy] = [dx / length, dy / length];
  const [bx, by] = [to[0] - ux * tip, to[1] - uy * tip];
  const [sx, sy] = [-uy * tip * 0.45, ux * tip * 0.45];
  return (
    <g class={`arrow ${extra}`} aria-hidden="true">
      <path class="shaft" d={`M${from.join(" ")}L${bx} ${by}`} />
      <path class="head" d={`M${to.join(" ")}L${bx + sx} ${by + sy}L${bx - sx} ${by - sy}Z`} />
    </g>
  );
}
