/** What is spoken of the run: that it goes on, now and then how far it is, and where it comes to rest. */
import { useEffect, useRef } from "preact/hooks";
import { announce, report } from "../../../ui/live.jsx";
import { percent, significant } from "../../../ui/number.js";
import { t } from "./words.js";

/** @param {import("../run.js").Moment} moment */
function sentence({ cursor, train, validation }) {
  const loss = significant(train.loss, 4);
  const after = t(cursor.read > 0 ? "within" : "whole", { ...cursor, loss });
  if (validation?.accuracy === undefined) return after;
  return `${after} ${t("accuracy", { accuracy: percent(validation.accuracy) })}`;
}

/** @param {{ now?: import("../run.js").Moment, isRunning: boolean, end?: string }} props  end: why it has ended by itself */
export default function Spoken({ now, isRunning, end }) {
  const wasRunning = useRef(false);
  useEffect(() => {
    const begins = isRunning && !wasRunning.current;
    wasRunning.current = isRunning;
    if (begins) announce(t("begun"));
    else if (now && isRunning) report(sentence(now));
    else if (now) announce(end ? `${end} ${sentence(now)}` : sentence(now));
  }, [isRunning, now, end]);
  return null;
}
