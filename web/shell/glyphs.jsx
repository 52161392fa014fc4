/** The pictures on the home page's cards, one a lab: drawn, not photographed, in the page's own colours. */

/** A three, as the network sees it: grey levels 0–9, fourteen rows of fourteen. */
const three = [
  "00000000000000",
  "00037999840000",
  "00489645993000",
  "00550000499000",
  "00000000299000",
  "00000001894000",
  "00000369960000",
  "00000799983000",
  "00000112698200",
  "00000000099500",
  "00220000099400",
  "00898521797000",
  "00168999962000",
  "00000232000000",
];

function Digit() {
  const side = 14;
  return (
    <svg class="glyph" viewBox="0 0 320 200" aria-hidden="true">
      <g class="glyph-pixels" transform="translate(34 16)">
        {three.flatMap((row, y) =>
          [...row].map((level, x) => (
            <rect
              key={`${x},${y}`}
              x={x * 12}
              y={y * 12}
              width="10.6"
              height="10.6"
              rx="2"
              opacity={0.07 + (0.93 * Number(level)) / 9}
            />
          )),
        )}
      </g>
      <g class="glyph-bars" transform={`translate(${34 + side * 12 + 26} 18)`}>
        {[4, 3, 9, 66, 2, 12, 3, 5, 14, 6].map((width, digit) => (
          <g key={digit} transform={`translate(0 ${digit * 16.6})`}>
            <text x="0" y="11">
              {digit}
            </text>
            <rect class={digit === 3 ? "best" : ""} x="14" y="2" width={width} height="10" rx="2" />
          </g>
        ))}
      </g>
    </svg>
  );
}

function Chain() {
  const inputs = [62, 142];
  const hidden = [62, 142];
  return (
    <svg class="glyph" viewBox="0 0 320 200" aria-hidden="true">
      <g class="glyph-edges">
        {inputs.flatMap((from) =>
          hidden.map((to) => (
            <path key={`${from}-${to}`} d={`M50 ${from}C100 ${from} 100 ${to} 150 ${to}`} />
          )),
        )}
        {hidden.map((from) => (
          <path key={from} d={`M150 ${from}C205 ${from} 205 102 262 102`} />
        ))}
      </g>
      <path class="glyph-back" d="M262 102C205 102 205 62 150 62S100 142 50 142" />
      <g class="glyph-nodes">
        {inputs.map((y) => (
          <circle key={y} cx="50" cy={y} r="14" />
        ))}
        {hidden.map((y) => (
          <circle key={y} cx="150" cy={y} r="20" />
        ))}
        <circle class="last" cx="262" cy="102" r="24" />
      </g>
      <g class="glyph-marks">
        <text x="50" y="66.5">
          x₁
        </text>
        <text x="50" y="146.5">
          x₂
        </text>
        <text x="150" y="66.5">
          a₁
        </text>
        <text x="150" y="146.5">
          a₂
        </text>
        <text class="last" x="262" y="108">
          ŷ
        </text>
      </g>
    </svg>
  );
}

function Line() {
  const points = [
    [212, 52],
    [250, 84],
    [206, 104],
    [96, 96],
    [70, 146],
    [132, 150],
  ];
  return (
    <svg class="glyph" viewBox="0 0 320 200" aria-hidden="true">
      <g class="glyph-edges">
        <path d="M40 172H290M52 184V22" />
      </g>
      <path class="glyph-back" d="M112 24L226 176" />
      <g class="glyph-nodes">
        {points.map(([x, y], i) => (
          <circle key={x} class={i < 3 ? "last" : ""} cx={x} cy={y} r="12" />
        ))}
      </g>
      <g class="glyph-marks">
        {points.map(([x, y], i) => (
          <text key={x} class={i < 3 ? "last" : ""} x={x} y={y + 5}>
            {i < 3 ? "+" : "−"}
          </text>
        ))}
      </g>
    </svg>
  );
}

/** A valley by its contour lines, and the way down into it. */
function Valley() {
  const rings = [1, 0.78, 0.57, 0.37, 0.18];
  const way = [
    [52, 40],
    [92, 142],
    [128, 78],
    [158, 124],
    [178, 100],
    [192, 112],
  ];
  return (
    <svg class="glyph" viewBox="0 0 320 200" aria-hidden="true">
      <g class="glyph-edges">
        {rings.map((r) => (
          <path
            key={r}
            transform={`translate(196 108) rotate(-9) scale(${r})`}
            vector-effect="non-scaling-stroke"
            d="M-170 0C-170-60-70-84 20-80S112-40 112 0 90 78 10 80-170 60-170 0Z"
          />
        ))}
      </g>
      <path class="glyph-back" d={`M${way.map((p) => p.join(" ")).join("L")}`} />
      <g class="glyph-nodes">
        {way.map(([x, y], i) => (
          <circle
            key={x}
            class={i === way.length - 1 ? "last" : ""}
            cx={x}
            cy={y}
            r={i === way.length - 1 ? 9 : 5}
          />
        ))}
      </g>
    </svg>
  );
}

/** A class within another, and the lines by which three neurons part them. */
function Ring() {
  const inner = [0, 1, 2, 3, 4].map((k) => [k / 5, 22]);
  const outer = Array.from({ length: 11 }, (_, k) => [k / 11 + 0.03, 76]);
  const at = (/** @type {number[]} */ [turn, radius]) => [
    160 + radius * Math.cos(2 * Math.PI * turn),
    100 + radius * Math.sin(2 * Math.PI * turn),
  ];
  return (
    <svg class="glyph" viewBox="0 0 320 200" aria-hidden="true">
      <g class="glyph-edges">
        <path d="M24 100H296M160 10V190" />
      </g>
      <path class="glyph-back" d="M84 152L158 18M162 18L236 152M62 143H258" />
      <g class="glyph-nodes">
        {outer.map(at).map(([x, y]) => (
          <circle key={x} cx={x} cy={y} r="7" />
        ))}
        {inner.map(at).map(([x, y]) => (
          <circle key={x} class="last" cx={x} cy={y} r="7" />
        ))}
      </g>
    </svg>
  );
}

/** @type {Record<import("../labs/index.js").LabId, () => import("preact").JSX.Element>} */
export const glyphs = {
  perceptron: Line,
  gradient: Valley,
  plane: Ring,
  digits: Digit,
  backprop: Chain,
};
