import { Component } from "preact";
import { useEffect } from "preact/hooks";
import { loadLab } from "./labs/index.js";
import { t } from "./i18n/index.js";
import { frame, isOneFile } from "./state/frame.js";
import { href, state } from "./state/store.js";
import { Header } from "./shell/header.jsx";
import { Home } from "./shell/home.jsx";
import { Notices } from "./shell/notices.jsx";
import { Button } from "./ui/button.jsx";
import { useFetched } from "./ui/fetched.jsx";
import { LiveRegion } from "./ui/live.jsx";
import { Panel } from "./ui/panel.jsx";

/** A lab that throws is replaced by a message; the rest of the page stays. */
class Boundary extends Component {
  /** @param {unknown} error */
  componentDidCatch(error) {
    console.error(error);
    this.setState({ error });
  }
  /** @param {any} props @param {any} state */
  render(props, { error }) {
    if (!error) return props.children;
    return <Failed error={error} retry={() => this.setState({ error: undefined })} />;
  }
}

/** @param {{ error: any, retry: () => void }} props */
function Failed({ error, retry }) {
  return (
    <Panel heading={t("failed.heading")} level={1}>
      <p>{String(error?.message ?? error)}</p>
      <Button onClick={retry}>{t("failed.retry")}</Button>
    </Panel>
  );
}

/** The lab's code is fetched when it is first opened; another lab is another Lab. @param {{ id: string }} props */
function Lab({ id }) {
  const { Part, error, fetch } = useFetched(() => /** @type {Promise<any>} */ (loadLab(id)));
  useEffect(fetch, []);
  if (error) return <Failed error={error} retry={fetch} />;
  return Part ? <Part /> : <p class="loading">{t("loading")}</p>;
}

export function App() {
  const lab = state.lab.value;
  return (
    <>
      {!frame.embed && (
        <>
          <a class="skip" href="#main" onClick={skipToMain}>
            {t("skip")}
          </a>
          <Header />
        </>
      )}
      <main id="main" tabIndex={-1}>
        <Notices />
        <Boundary key={lab}>{lab === "home" ? <Home /> : <Lab id={lab} />}</Boundary>
      </main>
      <footer class="footer">
        {frame.embed ? (
          <a href={location.pathname + href(lab)} target="_blank" rel="noreferrer">
            {t("embed.full")}
          </a>
        ) : (
          <>
            <p>{t("footer.text")}</p>
            {import.meta.env.PROD && !isOneFile && (
              <a href="./glassnet.html" download>
                {t("footer.offline")}
              </a>
            )}
          </>
        )}
      </footer>
      <LiveRegion />
    </>
  );
}

/** The fragment is the page's state, so the skip link moves the focus and leaves it alone. @param {Event} event */
function skipToMain(event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
