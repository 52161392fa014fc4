/** The way of a drawing to the network, stage by stage, as MNIST's own digits went it. */
import { digit } from "./drawing.js";
import { Pixels } from "./pixels.jsx";
import { t } from "./words.js";

const BOX = 20;
const FIELD = 28;

/** A cross at (x, y), in pixels of a picture of `side` pixels. @param {{ x: number, y: number }} props */
function Cross({ x, y }) {
  const arm = 1.6;
  return <path class="cross" d={`M${x - arm} ${y}h${2 * arm}M${x} ${y - arm}v${2 * arm}`} />;
}

function Scaled() {
  const { empty, scaled, centre } = digit.value;
  const left = (BOX - scaled.width) / 2;
  const top = (BOX - scaled.height) / 2;
  const of = (/** @type {number} */ v) => `${(100 * v) / BOX}%`;
  return (
    <figure class="stage-tile">
      <div class="tile">
        {!empty && (
          <div
            class="tile-image"
            style={{
              left: of(left),
              top: of(top),
              width: of(scaled.width),
              height: of(scaled.height),
            }}
          >
            <Pixels pixels={scaled.data} width={scaled.width} height={scaled.height} />
          </div>
        )}
        <svg class="tile-marks" viewBox={`0 0 ${BOX} ${BOX}`} aria-hidden="true">
          {!empty && <Cross x={left + centre.x + 0.5} y={top + centre.y + 0.5} />}
        </svg>
      </div>
      <figcaption>
        <b>{t("stage.scaled")}</b>
        <span>
          {empty
            ? t("stage.scaled.empty")
            : t("stage.scaled.text", { width: scaled.width, height: scaled.height })}
        </span>
      </figcaption>
    </figure>
  );
}

function Centred() {
  const { empty, scaled, centre, shift, image } = digit.value;
  return (
    <figure class="stage-tile">
      <div class="tile">
        {!empty && (
          <div class="tile-image tile-whole">
            <Pixels pixels={image} width={FIELD} height={FIELD} />
          </div>
        )}
        <svg class="tile-marks" viewBox={`0 0 ${FIELD} ${FIELD}`} aria-hidden="true">
          <path class="axes" d={`M14.5 0V${FIELD}M0 14.5H${FIELD}`} />
          {!empty && (
            <>
              <rect
                class="box"
                x={shift.x}
                y={shift.y}
                width={scaled.width}
                height={scaled.height}
              />
              <Cross x={shift.x + centre.x + 0.5} y={shift.y + centre.y + 0.5} />
            </>
          )}
        </svg>
      </div>
      <figcaption>
        <b>{t("stage.centred")}</b>
        <span>
          {empty ? t("stage.centred.empty") : t("stage.centred.text", { x: shift.x, y: shift.y })}
        </span>
      </figcaption>
    </figure>
  );
}

export function Stages() {
  return (
    <div class="stages" role="group" aria-label={t("stages.label")}>
      <Scaled />
      <Centred />
    </div>
  );
}
