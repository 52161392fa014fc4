import { labs } from "../labs/index.js";
import { t } from "../i18n/index.js";
import { href } from "../state/store.js";
import { glyphs } from "./glyphs.jsx";

export function Home() {
  return (
    <div class="home">
      <div class="hero">
        <h1>{t("home.heading")}</h1>
        <p>{t("home.lead")}</p>
      </div>
      <h2 class="visually-hidden">{t("home.labs")}</h2>
      <ul class="cards">
        {labs.map(({ id }) => {
          const Glyph = glyphs[id];
          return (
            <li key={id} class="card">
              <Glyph />
              <div class="card-text">
                <h3>
                  <a href={href(id)}>{t(`lab.${id}.title`)}</a>
                </h3>
                <p>{t(`lab.${id}.summary`)}</p>
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
