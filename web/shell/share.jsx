/** The dialog that gives a state away: as a link, or as HTML that embeds the lab, with parts locked or hidden. */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import "../styles/share.css";
import { t } from "../i18n/index.js";
import { writeFrame } from "../state/frame.js";
import { href, state } from "../state/store.js";
import { Button } from "../ui/button.jsx";
import { copyText } from "../ui/clipboard.js";
import { Icon } from "../ui/icon.jsx";
import { announce } from "../ui/live.jsx";

/** @typedef {"open" | "lock" | "hide"} Leave  what a student may do with a part */
/** @type {readonly Leave[]} */
const leaves = ["open", "lock", "hide"];

/** This page's address without query and fragment. */
const page = () => location.origin.replace("null", "file://") + location.pathname;

/** The parts of the lab that is shown, with the names that the page gives them. */
function partsShown() {
  const sections = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-part]")]);
  return sections.map((section) => {
    const heading = section.getAttribute("aria-labelledby");
    const title = heading
      ? document.getElementById(heading)?.textContent
      : section.getAttribute("aria-label");
    return { part: String(section.dataset.part), title: title ?? String(section.dataset.part) };
  });
}

/** @param {string} text for a double-quoted attribute */
const attribute = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/** @param {Record<string, Leave>} chosen */
function html(chosen) {
  const those = (/** @type {Leave} */ leave) =>
    new Set(Object.keys(chosen).filter((part) => chosen[part] === leave));
  const query = writeFrame({ embed: true, hide: those("hide"), lock: those("lock") });
  const source = page() + query + href(state.lab.value);
  const title = `${t(/** @type {any} */ (`lab.${state.lab.value}.title`))} · glassnet`;
  return `<iframe src="${attribute(source)}" title="${attribute(title)}" width="100%" height="720" style="border: 0"></iframe>`;
}

/** @param {{ label: string, text: string, rows?: number }} props */
function Copyable({ label, text, rows = 1 }) {
  const id = useId();
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const [said, say] = useState("");
  async function copy() {
    const done = await copyText(text);
    if (!done) field.current?.select();
    const sentence = t(done ? "share.copied" : "share.notCopied");
    say(sentence);
    announce(sentence);
  }
  return (
    <div class="copyable">
      <label for={id}>{label}</label>
      <textarea id={id} ref={field} rows={rows} readOnly spellcheck={false} value={text} />
      <Button kind="primary" onClick={copy}>
        <Icon name="copy" />
        {t("share.copy")}
      </Button>
      <span class="copyable-said">{said}</span>
    </div>
  );
}

/** @param {{ parts: { part: string, title: string }[], chosen: Record<string, Leave>, choose(part: string, leave: Leave): void }} props */
function Parts({ parts, chosen, choose }) {
  return (
    <table class="share-parts">
      <thead>
        <tr>
          <th scope="col">{t("share.part")}</th>
          {leaves.map((leave) => (
            <th key={leave} scope="col">
              {t(`share.${leave}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parts.map(({ part, title }) => (
          <tr key={part}>
            <th scope="row">{title}</th>
            {leaves.map((leave) => (
              <td key={leave}>
                <label>
                  <input
                    type="radio"
                    name={`part-${part}`}
                    aria-label={`${title}: ${t(`share.${leave}`)}`}
                    checked={(chosen[part] ?? "open") === leave}
                    onChange={() => choose(part, leave)}
                  />
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** @param {{ onClose(): void }} props */
export default function Share({ onClose }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const [chosen, setChosen] = useState(/** @type {Record<string, Leave>} */ ({}));
  const [parts] = useState(partsShown);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class="share" ref={dialog} aria-labelledby="share-heading" onClose={onClose}>
      <div class="panel-head">
        <h2 id="share-heading">{t("share.heading")}</h2>
        <Button
          kind="quiet"
          class="icon-only"
          label={t("share.close")}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </Button>
      </div>
      <Copyable label={t("share.link")} text={page() + href(state.lab.value)} rows={2} />
      <h3>{t("share.embed")}</h3>
      {parts.length > 0 && (
        <>
          <p class="muted">{t("share.embed.text")}</p>
          <Parts
            parts={parts}
            chosen={chosen}
            choose={(part, leave) => setChosen({ ...chosen, [part]: leave })}
          />
        </>
      )}
      <Copyable label={t("share.html")} text={html(chosen)} rows={4} />
    </dialog>
  );
}
