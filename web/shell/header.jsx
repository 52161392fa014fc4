import { useRef, useState } from "preact/hooks";
import { labs } from "../labs/index.js";
import { languageNames, languageTags, t } from "../i18n/index.js";
import { isOneFile } from "../state/frame.js";
import { href, state } from "../state/store.js";
import { theme } from "../state/theme.js";
import { Button } from "../ui/button.jsx";
import { Unfetched, useFetched } from "../ui/fetched.jsx";
import { Icon } from "../ui/icon.jsx";
import { useInView } from "../ui/in-view.js";

function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect x="1" y="1" width="30" height="30" rx="8" />
      <path d="M9 10 23 16 9 22" />
      <circle cx="9" cy="10" r="3" />
      <circle cx="9" cy="22" r="3" />
      <circle cx="23" cy="16" r="4" />
    </svg>
  );
}

/** The dialog's code is fetched when it is first asked for. */
function ShareButton() {
  const { Part: Dialog, error, fetch } = useFetched(() => import("./share.jsx"));
  const [isOpen, open] = useState(false);
  return (
    <>
      <Button
        kind="quiet"
        class="icon-only"
        label={t("share.label")}
        onClick={() => {
          open(true);
          if (!Dialog) fetch();
        }}
      >
        <Icon name="share" />
      </Button>
      {isOpen && Dialog && <Dialog onClose={() => open(false)} />}
      {isOpen && error && <Unfetched error={error} retry={fetch} />}
    </>
  );
}

/** Said in full: a bare "#…" out of view is what axe takes for a link that skips to a part of the page. @param {string} lab */
const address = (lab) => location.pathname + location.search + href(lab);

function Labs() {
  const row = useRef(/** @type {HTMLElement | null} */ (null));
  useInView(row, state.lab.value);
  return (
    <nav aria-label={t("nav.label")} ref={row}>
      {labs.map(({ id }) => (
        <a key={id} href={address(id)} aria-current={state.lab.value === id ? "page" : undefined}>
          {t(`lab.${id}.title`)}
        </a>
      ))}
    </nav>
  );
}

export function Header() {
  const lang = state.lang.value;
  const other = lang === "zh" ? "en" : "zh";
  const dark = theme.value === "dark";
  const isLarge = state.size.value === "projector";
  return (
    <header class="header">
      <a class="wordmark" href={href("home")} aria-label={`glassnet: ${t("nav.home")}`}>
        <Mark />
        <span>glassnet</span>
      </a>
      <Labs />
      <div class="header-tools">
        {!isOneFile && (
          <a class="button button-quiet" href={lang === "zh" ? "./docs/zh/" : "./docs/"}>
            {t("nav.docs")}
          </a>
        )}
        {state.lab.value !== "home" && <ShareButton />}
        <Button
          kind="quiet"
          class="icon-only projector"
          label={t("size.projector")}
          pressed={isLarge}
          onClick={() => (state.size.value = isLarge ? "normal" : "projector")}
        >
          <Icon name="screen" />
        </Button>
        <Button
          kind="quiet"
          class="language"
          lang={languageTags[other]}
          onClick={() => (state.lang.value = other)}
        >
          {languageNames[other]}
        </Button>
        <Button
          kind="quiet"
          class="icon-only"
          label={`${t("theme.label")}: ${t(dark ? "theme.light" : "theme.dark")}`}
          onClick={() => (state.theme.value = dark ? "light" : "dark")}
        >
          <Icon name={dark ? "sun" : "moon"} />
        </Button>
      </div>
    </header>
  );
}
