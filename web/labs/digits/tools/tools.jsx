/** Beside a training, folded away and fetched when unfolded: which rate, what its errors say, what its layers do. */
import { Later } from "../../../ui/later.jsx";
import { state } from "../state.js";
import { t } from "../words.js";

const tools = /** @type {const} */ ([
  { name: "rates", load: () => import("./rates.jsx") },
  { name: "bias", load: () => import("./bias.jsx") },
  { name: "layers", load: () => import("./layers.jsx") },
]);

/** One is open at a time; the link holds which. */
export function Tools() {
  const { tool } = state;
  return (
    <div class="tools">
      {tools.map(({ name, load }) => (
        <details
          key={name}
          class="tool"
          data-tool={name}
          open={tool.value === name}
          onToggle={({ currentTarget: { open } }) => {
            if (open) tool.value = name;
            else if (tool.value === name) tool.value = "none";
          }}
        >
          <summary>
            {t(`tool.${name}`)} <span class="muted">{t(`tool.${name}.about`)}</span>
          </summary>
          {tool.value === name && <Later asked load={load} />}
        </details>
      ))}
    </div>
  );
}
