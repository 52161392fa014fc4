import { render } from "preact";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/widgets.css";
import "./styles/lab.css";
import "./styles/shell.css";
import { installTrustedTypes } from "./security.js";
import { frame, tellHeight } from "./state/frame.js";
import { start, state } from "./state/store.js";
import { keepOffline } from "./offline/register.js";
import { followTheme } from "./state/theme.js";
import { loadLab } from "./labs/index.js";
import { followLanguage } from "./i18n/index.js";
import { App } from "./app.jsx";

installTrustedTypes();
start();
followTheme();
followLanguage();
loadLab(state.lab.peek())?.catch(() => {}); // on its way while the page around it is drawn, which says what went wrong
const root = /** @type {HTMLElement} */ (document.getElementById("app"));
render(<App />, root);

/** Only those who work by keyboard need it: it comes with their first key. */
const watchFocus = () => import("./ui/keep-focus.js").then(({ keepFocus }) => keepFocus(root));
addEventListener("keydown", () => void watchFocus().catch(() => {}), { once: true });

keepOffline();
if (frame.embed) {
  document.documentElement.classList.add("embedded");
  tellHeight();
}
